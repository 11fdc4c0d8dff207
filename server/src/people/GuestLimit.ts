import { WeftError } from '@weft/protocol';
import { SlidingCount } from './SlidingCount.ts';

const HOUR_MS = 60 * 60 * 1000;
/** Addresses that are remembered; each holds a time for each of its guests. */
const CAPACITY = 1_000;

/** How many new people may come in from one address within an hour: many more than a workshop has behind one. */
export class GuestLimit {
  readonly #arrivals: SlidingCount;
  readonly #allowed: number;

  /** @param allowed `Infinity` with `RATE_LIMITS=off`, for load tests on loopback */
  constructor(now: () => number, allowed: number) {
    this.#arrivals = new SlidingCount(now, HOUR_MS, CAPACITY);
    this.#allowed = allowed;
  }

  /** Somebody comes in with a name. @throws WeftError `too_many_guests` */
  arrive(address: string): void {
    if (this.#allowed === Infinity) return;
    if (this.#arrivals.of(address) >= this.#allowed) throw new WeftError('too_many_guests');
    this.#arrivals.add(address);
  }
}
