import { WeftError } from '@weft/protocol';
import type { Guesses } from '../ports.ts';

/**
 * Counts wrong codes per client address in a sliding window. Arrivals are not counted: two hundred people behind one
 * address join within a minute. Addresses are bounded; the one that failed longest ago is forgotten first.
 */
export class GuessLimit implements Guesses {
  readonly #failures = new Map<string, number[]>();
  readonly #now: () => number;
  readonly #allowed: number;
  readonly #windowMs: number;
  readonly #capacity: number;

  constructor(now: () => number, allowed = 20, windowMs = 60_000, capacity = 10_000) {
    this.#now = now;
    this.#allowed = allowed;
    this.#windowMs = windowMs;
    this.#capacity = capacity;
  }

  check(address: string): void {
    if (this.#recent(address).length >= this.#allowed) throw new WeftError('too_many_guesses');
  }

  failed(address: string): void {
    this.check(address);
    const failures = [...this.#recent(address), this.#now()];
    this.#failures.delete(address);
    this.#failures.set(address, failures);
    if (this.#failures.size <= this.#capacity) return;
    const oldest = this.#failures.keys().next();
    if (!oldest.done) this.#failures.delete(oldest.value);
  }

  #recent(address: string): number[] {
    const since = this.#now() - this.#windowMs;
    return (this.#failures.get(address) ?? []).filter((at) => at > since);
  }
}

/** `RATE_LIMITS=off`, for load tests on loopback. */
export const UNLIMITED_GUESSES: Guesses = { check: () => undefined, failed: () => undefined };
