import { SOMEONE, type Contributions } from '@weft/protocol';

/**
 * What is known of everybody's part, with what changed since: all that is told of an item takes the place of what was known
 * of it.
 * @param changes the answer to `since: known.seq`. The server tells all anew where its log does not reach so far
 */
export function withChanges(known: Contributions, changes: Contributions): Contributions {
  if (changes.seq < known.seq) return changes;
  const told = new Map(changes.items.map((item) => [item.id, item]));
  const replaced = new Set<string>([...told.keys(), ...changes.gone]);
  const before = new Set<string>(known.items.map(({ id }) => id));
  return {
    seq: changes.seq,
    people: withSomeone(changes.people, known.people),
    items: [
      ...known.items.filter(({ id }) => told.has(id) || !replaced.has(id)).map((item) => told.get(item.id) ?? item),
      ...changes.items.filter(({ id }) => !before.has(id)),
    ],
    contributions: [
      ...known.contributions.filter(({ itemId }) => !replaced.has(itemId)),
      ...changes.contributions,
    ].toSorted((a, b) => a.from - b.from),
    gone: [],
  };
}

/** Everybody is named in each answer; someone only where the answer tells of someone. */
function withSomeone(people: Contributions['people'], known: Contributions['people']): Contributions['people'] {
  if (people.some(({ id }) => id === SOMEONE)) return people;
  return [...people, ...known.filter(({ id }) => id === SOMEONE)];
}
