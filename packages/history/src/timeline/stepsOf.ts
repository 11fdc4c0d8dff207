import type { Act } from './episodesOf.ts';

/** When something was done: the times to step through, each once, in order [H36]. A step stands at the end of an act. */
export const stepsOf = (acts: readonly Act[]): readonly number[] =>
  [...new Set(acts.map(({ to }) => to))].toSorted((one, other) => one - other);

/** The next step after a time, or null after the last. */
export const stepAfter = (steps: readonly number[], time: number): number | null =>
  steps[firstFrom(steps, time + 1)] ?? null;

/** The last step before a time, or null before the first. */
export const stepBefore = (steps: readonly number[], time: number): number | null =>
  steps[firstFrom(steps, time) - 1] ?? null;

/** How many steps come before `time`. */
function firstFrom(steps: readonly number[], time: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (steps[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
