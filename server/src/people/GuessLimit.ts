import { WeftError } from '@weft/protocol';
import type { Guesses } from '../ports.ts';
import { SlidingCount } from './SlidingCount.ts';

/** Counts wrong codes. Arrivals are not counted: two hundred people behind one address join within a minute. */
export class GuessLimit implements Guesses {
  readonly #failures: SlidingCount;
  readonly #allowed: number;

  constructor(now: () => number, allowed = 20, windowMs = 60_000, capacity = 10_000) {
    this.#failures = new SlidingCount(now, windowMs, capacity);
    this.#allowed = allowed;
  }

  check(address: string): void {
    if (this.#failures.of(address) >= this.#allowed) throw new WeftError('too_many_guesses');
  }

  failed(address: string): void {
    this.check(address);
    this.#failures.add(address);
  }
}

/** `RATE_LIMITS=off`, for load tests on loopback. */
export const UNLIMITED_GUESSES: Guesses = { check: () => undefined, failed: () => undefined };
