import { episodesOf, type Episode } from '@weft/history/timeline';
import type { Contributions, ItemId, Person, PersonId } from '@weft/protocol';
import type { Share, Whose } from '../canvas/Whose.ts';
import { calledById } from '../people/nameOf.ts';

/** What others did on a board since somebody had it open last. */
export interface SinceThen {
  /** When it ended. */
  readonly to: number;
  readonly episodes: readonly Episode[];
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly words: ReadonlyMap<ItemId, string>;
  /** Who changed what is there. */
  readonly whose: Whose;
}

/** @returns null when nobody else did anything. @param since ms since the epoch */
export function sinceThen(contributions: Contributions, since: number, me: PersonId): SinceThen | null {
  const acts = contributions.contributions
    .filter(({ personId, to }) => personId !== me && to > since)
    .map((act) => ({ ...act, from: Math.max(act.from, since) }));
  if (acts.length === 0) return null;
  const people = calledById(contributions.people);
  const changers = new Map<ItemId, Set<PersonId>>();
  for (const { itemId, personId } of acts) {
    changers.set(itemId, (changers.get(itemId) ?? new Set()).add(personId));
  }
  return {
    to: Math.max(...acts.map(({ to }) => to)),
    episodes: episodesOf(acts),
    people,
    words: new Map(contributions.items.filter(({ words }) => words !== '').map(({ id, words }) => [id, words])),
    whose: new Map([...changers].map(([id, changed]) => [id, sharesOf(changed, people)])),
  };
}

const sharesOf = (changed: ReadonlySet<PersonId>, people: ReadonlyMap<PersonId, Person>): readonly Share[] =>
  [...changed].flatMap((id) => {
    const person = people.get(id);
    return person === undefined ? [] : [{ person, part: 1 / changed.size }];
  });
