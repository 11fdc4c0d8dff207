import type { Act } from './episodesOf.ts';
import { countBefore } from './inTime.ts';

/** When something was done: the times to step through, each once, in order [H36]. A step stands at the end of an act. */
export const stepsOf = (acts: readonly Act[]): readonly number[] =>
  [...new Set(acts.map(({ to }) => to))].toSorted((one, other) => one - other);

/** The next step after a time, or null after the last. */
export const stepAfter = (steps: readonly number[], time: number): number | null =>
  steps[countBefore(steps, (step) => step <= time)] ?? null;

/** The last step before a time, or null before the first. */
export const stepBefore = (steps: readonly number[], time: number): number | null =>
  steps[countBefore(steps, (step) => step < time) - 1] ?? null;
