import { isAskedFor, type ActFilter, type ActsInTime } from '@weft/history/timeline';
import type { ItemId } from '@weft/protocol';
import type { Glow, LitItems } from '../canvas/Highlights.ts';
import type { TimelinePicture } from './timeline/timelinePicture.ts';

/** So many items glow at once at most: those that changed last. */
const MOST = 8;

/**
 * What is being changed at a time, each item in the colour of who changed it last.
 * @param at ms since the epoch
 * @param linger how long something glows after it ended, in ms of the board's time
 */
export function glowsAt(
  { people }: Pick<TimelinePicture, 'people'>,
  acts: ActsInTime,
  { at, linger, filter }: { readonly at: number; readonly linger: number; readonly filter: ActFilter },
): readonly Glow[] {
  const glows = new Map<ItemId, Glow>();
  for (const act of acts.at(at, linger)) {
    const { itemId, personId } = act;
    const person = people.get(personId);
    if (person === undefined || !isAskedFor(filter, act)) continue;
    glows.delete(itemId);
    glows.set(itemId, { itemId, person });
  }
  return [...glows.values()].slice(-MOST);
}

/** The same glows, so that nothing is drawn anew for them. */
export const sameGlows = (some: readonly Glow[], others: readonly Glow[]): boolean =>
  some.length === others.length &&
  some.every(({ itemId, person }, index) => itemId === others[index]?.itemId && person === others[index].person);

/** Of the items that are asked for, those to which the people did something of the kinds; null where all are alike. */
export function litItems({ acts }: Pick<TimelinePicture, 'acts'>, filter: ActFilter): LitItems {
  if (filter.people.size === 0 && filter.kinds.size === 0) return filter.items;
  return new Set(acts.filter((act) => isAskedFor(filter, act)).map(({ itemId }) => itemId));
}
