import { SOMEONE, type ContributionKind, type Contributions, type ItemPart, type PersonId } from '@weft/protocol';
import type { Share, Whose } from '../canvas/Whose.ts';
import { called } from '../people/nameOf.ts';

/** Tidying is nobody's authorship: who did nothing else has no part in what is drawn of an item. */
const WITHOUT_PART: ReadonlySet<ContributionKind> = new Set(['arranged', 'removed', 'restored']);

/** Whose each item is, by who wrote how much of its present text; where nobody wrote, all who made it alike. */
export function whoseOf({ people, items }: Contributions): Whose {
  const known = new Map(people.map((person) => [person.id, called(person)]));
  const personOf = (id: PersonId) => known.get(id);
  return new Map(items.map((item) => [item.id, sharesOf(item, personOf)]));
}

function sharesOf(item: ItemPart, personOf: (id: PersonId) => Share['person'] | undefined): readonly Share[] {
  const written = item.people.reduce((sum, { characters = 0 }) => sum + characters, 0);
  const owners = item.people.filter((one) =>
    // Of someone no characters are told: they may have written, or only be among the makers.
    written > 0 ? one.personId === SOMEONE || (one.characters ?? 0) > 0 : isMaker(one),
  );
  const told = owners.filter(({ personId }) => personId !== SOMEONE).length;
  return owners.flatMap(({ personId, kinds, characters = 0 }): readonly Share[] => {
    const person = personOf(personId);
    if (person === undefined) return [];
    if (personId === SOMEONE) return kinds.every(isTidying) ? [] : [{ person, part: null }];
    return [{ person, part: written > 0 ? characters / written : 1 / told }];
  });
}

const isTidying = (kind: ContributionKind): boolean => WITHOUT_PART.has(kind);
const isMaker = ({ kinds }: Pick<ItemPart['people'][number], 'kinds'>): boolean => !kinds.every(isTidying);
