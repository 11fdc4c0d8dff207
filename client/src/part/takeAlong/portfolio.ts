/** What goes into a portfolio, in the words of the page: the same for the PDF and the picture. */
import type { ItemId, MyPart, Person, Statement } from '@weft/protocol';
import { t } from '../../messages/t.ts';
import { isNamed } from '../../people/nameOf.ts';
import { itemIn, itemName, personIn } from '../partWords.ts';

export interface PortfolioItem {
  readonly id: ItemId;
  readonly name: string;
  readonly note: string | null;
}

export interface PortfolioWords {
  readonly lead: string;
  readonly words: string;
  readonly about: string | null;
}

export interface Portfolio {
  readonly person: Person;
  readonly board: string;
  readonly sentence: string | null;
  readonly known: PortfolioItem | null;
  /** What I started, what I helped to become, what grew from mine; those that hold nothing are left out. */
  readonly sections: readonly { readonly title: string; readonly items: readonly PortfolioItem[] }[];
  readonly said: readonly PortfolioWords[];
  readonly reflections: readonly PortfolioWords[];
  /** Others by name, in the order in which we first shared an item. */
  readonly people: readonly string[];
}

/** @param withPrivate also what only I read: otherwise a reflection is in it only if it is shared */
export function portfolioOf(part: MyPart, withPrivate: boolean): Portfolio {
  const grewFrom = new Map(part.grew.map(({ itemId, from }) => [itemId, from]));
  const sections = [
    section(part, t('part.started'), part.started, () => null),
    section(part, t('part.helped'), part.helped, (id) => startedBy(part, id)),
    section(part, t('part.grew'), [...grewFrom.keys()], (id) => {
      const from = itemIn(part, grewFrom.get(id) ?? null);
      return from === null ? null : t('part.grewFrom', { item: itemName(from) });
    }),
  ];
  return {
    person: part.person,
    board: part.board.title,
    sentence: part.choices.knownSentence,
    known: itemsOf(part, part.choices.knownItem === null ? [] : [part.choices.knownItem], () => null)[0] ?? null,
    sections: sections.filter(({ items }) => items.length > 0),
    said: part.statements.flatMap((statement) =>
      statement.kind === 'reflection'
        ? []
        : [{ lead: t(`part.beyond.roles.${statement.role}`), ...wordsOf(part, statement) }],
    ),
    reflections: part.statements.flatMap((statement) =>
      statement.kind === 'reflection' && (statement.shared || withPrivate)
        ? [{ lead: t(`part.reflections.prompts.${statement.prompt}`), ...wordsOf(part, statement) }]
        : [],
    ),
    people: part.workedWith
      .map(({ personId }) => personIn(part.people, personId))
      .filter(isNamed)
      .map(({ name }) => name),
  };
}

const MOST_PICTURED = 8;

/** What a single picture is of: the item to be known by, or else the first that I started. */
export const picturedItems = ({ known, sections }: Portfolio): readonly PortfolioItem[] =>
  known === null ? (sections[0]?.items ?? []).slice(0, MOST_PICTURED) : [known];

type Note = (id: ItemId) => string | null;

const section = (part: MyPart, title: string, ids: readonly ItemId[], note: Note) => ({
  title,
  items: itemsOf(part, ids, note),
});

const itemsOf = (part: MyPart, ids: readonly ItemId[], note: Note): PortfolioItem[] =>
  ids.flatMap((id) => {
    const item = itemIn(part, id);
    return item === null ? [] : [{ id, name: itemName(item), note: note(id) }];
  });

const startedBy = (part: MyPart, id: ItemId): string =>
  t('part.startedBy', { person: personIn(part.people, itemIn(part, id)?.startedBy ?? null).name });

function wordsOf(part: MyPart, { words, itemId }: Statement): Omit<PortfolioWords, 'lead'> {
  const item = itemIn(part, itemId);
  return { words, about: item === null ? null : itemName(item) };
}
