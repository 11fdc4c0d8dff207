import type { Act } from './episodesOf.ts';
import { countBefore, inOrder } from './inTime.ts';

/** A board's acts, to be asked which of them go on at a time. Made once for all; each question looks at few of them. */
export class ActsInTime {
  readonly #acts: readonly Act[];
  readonly #longest: number;

  /** @param acts in any order */
  constructor(acts: readonly Act[]) {
    this.#acts = inOrder(acts);
    this.#longest = acts.reduce((longest, { from, to }) => Math.max(longest, to - from), 0);
  }

  /** The acts that began by `time` and ended no longer than `linger` ms before it, those that ended last at the end [H37]. */
  at(time: number, linger: number): readonly Act[] {
    const found: Act[] = [];
    const since = time - linger;
    for (let index = countBefore(this.#acts, ({ from }) => from <= time) - 1; index >= 0; index--) {
      const act = this.#acts[index]!;
      if (act.from < since - this.#longest) break;
      if (act.to >= since) found.push(act);
    }
    return found.toSorted((one, other) => Math.min(one.to, time) - Math.min(other.to, time) || one.from - other.from);
  }
}
