/** One item's story from the board's contributions: who started it, and what others did to it, in order of arrival. */
import type { ContributionKind, Contributions, ItemId, Person, PersonId } from '@weft/protocol';

export interface ItemChange {
  /** Null for somebody whose name is not to be seen: deleted, hidden, or the board shows none. */
  readonly person: Person | null;
  readonly kinds: readonly ContributionKind[];
  /** When they last did something to it, ms since the epoch. */
  readonly at: number;
}

export interface ItemStory {
  readonly startedBy: Person | null;
  readonly startedAt: number;
  readonly changes: readonly ItemChange[];
}

/** @returns null when the item is not in the log yet, or no longer counted. */
export function itemStory(contributions: Contributions, itemId: ItemId): ItemStory | null {
  const item = contributions.items.find(({ id }) => id === itemId);
  if (item === undefined) return null;
  const order = new Map(contributions.people.map((person, index) => [person.id, { person, index }]));
  const personOf = (id: PersonId | null) => (id === null ? null : (order.get(id)?.person ?? null));
  const arrival = (id: PersonId) => order.get(id)?.index ?? Number.MAX_SAFE_INTEGER;
  const lastAt = (id: PersonId) =>
    contributions.contributions
      .filter((contribution) => contribution.itemId === itemId && contribution.personId === id)
      .reduce((latest, { to }) => Math.max(latest, to), item.startedAt);

  return {
    startedBy: personOf(item.startedBy),
    startedAt: item.startedAt,
    changes: item.people
      .filter(({ personId, kinds }) => personId !== item.startedBy && kinds.length > 0)
      .toSorted((a, b) => arrival(a.personId) - arrival(b.personId))
      .map(({ personId, kinds }) => ({ person: personOf(personId), kinds, at: lastAt(personId) })),
  };
}
