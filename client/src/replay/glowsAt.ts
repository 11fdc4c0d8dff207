import type { ActsInTime } from '@weft/history/timeline';
import type { ItemId, PersonId } from '@weft/protocol';
import type { Glow, LitItems } from '../canvas/Highlights.ts';
import type { TimelinePicture } from './timeline/timelinePicture.ts';

/** So many items glow at once at most: those that changed last. */
const MOST = 8;

/** What is looked at in particular. */
export interface Looking {
  /** Whose part is shown; empty for everybody's. */
  readonly chosen: ReadonlySet<PersonId>;
  /** The items that are followed; null for all. */
  readonly followed: ReadonlySet<ItemId> | null;
}

/**
 * What is being changed at a time, each item in the colour of who changed it last.
 * @param at ms since the epoch
 * @param linger how long something glows after it ended, in ms of the board's time
 */
export function glowsAt(
  { people }: Pick<TimelinePicture, 'people'>,
  acts: ActsInTime,
  { at, linger, chosen, followed }: Looking & { readonly at: number; readonly linger: number },
): readonly Glow[] {
  const glows = new Map<ItemId, Glow>();
  for (const { itemId, personId } of acts.at(at, linger)) {
    const person = people.get(personId);
    const isAskedFor = chosen.size === 0 || chosen.has(personId);
    if (person === undefined || !isAskedFor || (followed !== null && !followed.has(itemId))) continue;
    glows.delete(itemId);
    glows.set(itemId, { itemId, person });
  }
  return [...glows.values()].slice(-MOST);
}

/** The same glows, so that nothing is drawn anew for them. */
export const sameGlows = (some: readonly Glow[], others: readonly Glow[]): boolean =>
  some.length === others.length &&
  some.every(({ itemId, person }, index) => itemId === others[index]?.itemId && person === others[index].person);

/** What the chosen people had a hand in, of what is followed; null where all items are alike. */
export function litItems({ acts }: Pick<TimelinePicture, 'acts'>, { chosen, followed }: Looking): LitItems {
  if (chosen.size === 0) return followed;
  const theirs = acts.filter(({ personId }) => chosen.has(personId)).map(({ itemId }) => itemId);
  return new Set(followed === null ? theirs : theirs.filter((id) => followed.has(id)));
}
