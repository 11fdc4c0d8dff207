/** A stretch of time, ms since the epoch. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** In the order in which they began, and of those that began together the shorter first. */
export const inOrder = <T extends Stretch>(stretches: readonly T[]): T[] =>
  stretches.toSorted((one, other) => one.from - other.from || one.to - other.to);

/** What is no further apart than `apart` ms, as one stretch; in order. */
export function joined(stretches: readonly Stretch[], apart: number): readonly Stretch[] {
  const all: { from: number; to: number }[] = [];
  for (const { from, to } of inOrder(stretches)) {
    const last = all.at(-1);
    if (last !== undefined && from - last.to <= apart) last.to = Math.max(last.to, to);
    else all.push({ from, to });
  }
  return all;
}

/** How many of these are before something: all that are must come first. */
export function countBefore<T>(things: readonly T[], isBefore: (thing: T) => boolean): number {
  let low = 0;
  let high = things.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(things[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}
