import { Histogram } from '../Histogram.ts';

interface Beat {
  readonly everyMs: number;
  readonly act: () => void;
  next: number;
}

/** Who is later than this leaves out what was due: a generator that catches up in bursts would measure itself. */
const GIVE_UP_MS = 1_000;

/** Lets many act at their own steady rates, evenly spread. Time is given, in ms. */
export class Pacer {
  /** How late acts were. */
  lateness = new Histogram();
  readonly #beats = new Set<Beat>();
  #added = 0;

  /** @returns how to end it. */
  add(hz: number, now: number, act: () => void): () => void {
    const everyMs = 1_000 / hz;
    // Steps of the golden ratio spread any number of beats over one period.
    const phase = (this.#added++ * 0.618_033_988_75) % 1;
    const beat = { everyMs, act, next: now + phase * everyMs };
    this.#beats.add(beat);
    return () => void this.#beats.delete(beat);
  }

  /** Does what is due. */
  run(now: number): void {
    for (const beat of this.#beats) {
      if (beat.next > now) continue;
      this.lateness.add(now - beat.next);
      // In step with its own beat still: all that go on at the same time would be one burst for ever.
      const left = now - beat.next > GIVE_UP_MS ? Math.floor((now - beat.next) / beat.everyMs) : 0;
      beat.next += (left + 1) * beat.everyMs;
      beat.act();
    }
  }
}
