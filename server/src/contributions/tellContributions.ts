import { partOf, type FoldedContribution, type FoldedItem, type FoldResult } from '@weft/contribution';
import type { BoardId, Contribution, Contributions, ItemPart, Lineage, Part, Person, PersonId } from '@weft/protocol';

/** Everybody's part in a board as one member may see it: sizes are told to nobody but the person whose they are. */
export function tellContributions(result: FoldResult, callerId: PersonId, people: readonly Person[]): Contributions {
  return {
    seq: result.seq,
    people: people.map(asPerson),
    items: result.items.filter(({ present }) => present).map(asItemPart),
    contributions: result.contributions.map((one) => (one.personId === callerId ? { ...one } : withoutSize(one))),
    gone: { items: [], contributions: [] },
  };
}

/** How the items of a board hang together. */
export function tellLineage({ seq, items, links }: FoldResult, people: readonly Person[]): Lineage {
  const named = new Set(links.flatMap(({ from, to }) => [from, to]));
  return {
    seq,
    people: people.map(asPerson),
    items: items
      .filter(({ id }) => named.has(id))
      .map(({ id, type, startedBy, startedAt, present, words }) => ({
        id,
        type,
        startedBy,
        startedAt,
        present,
        words,
      })),
    links: [...links],
  };
}

export interface PartQuestion {
  readonly board: { readonly id: BoardId; readonly title: string };
  readonly person: Person;
  /** Everybody on the board. */
  readonly people: readonly Person[];
}

/** One person's part, for that person. */
export function tellPart(result: FoldResult, { board, person, people }: PartQuestion): Part {
  const part = partOf(result, person.id);
  return {
    seq: result.seq,
    board,
    person: asPerson(person),
    people: people.map(asPerson),
    items: part.items.map((item) => ({ ...asItemPart(item), present: item.present, words: item.words })),
    contributions: [...part.contributions],
    started: [...part.started],
    helped: [...part.helped],
    grew: [...part.grew],
    workedWith: part.workedWith.map(({ personId, items }) => ({ personId, items: [...items] })),
    stretches: part.stretches.map((stretch) => ({ ...stretch, items: [...stretch.items] })),
  };
}

function asItemPart({ id, type, startedBy, startedAt, people }: FoldedItem): ItemPart {
  return { id, type, startedBy, startedAt, people: people.map((one) => ({ ...one, kinds: [...one.kinds] })) };
}

function withoutSize({ size: _size, ...rest }: FoldedContribution): Contribution {
  return rest;
}

/** A member is more than a person: role and time of arrival are not told here. */
const asPerson = ({ id, name, color }: Person): Person => ({ id, name, color });
