import type { PersonId } from '@weft/protocol';
import { TokenBucket } from './TokenBucket.ts';

interface Shared {
  readonly bucket: TokenBucket;
  connections: number;
}

/** One rate for each person over all of their connections: a hundred tabs are not a hundred times the right to send. */
export class PersonRates {
  readonly #people = new Map<PersonId, Shared>();
  readonly #rate: number;
  readonly #burst: number;

  constructor(rate: number, burst: number) {
    this.#rate = rate;
    this.#burst = burst;
  }

  /** A connection of the person begins; give it back with {@link leave}. */
  join(personId: PersonId, now: number): TokenBucket {
    const known = this.#people.get(personId);
    const shared = known ?? { bucket: new TokenBucket(this.#rate, this.#burst, now), connections: 0 };
    shared.connections += 1;
    if (known === undefined) this.#people.set(personId, shared);
    return shared.bucket;
  }

  leave(personId: PersonId): void {
    const shared = this.#people.get(personId);
    if (shared === undefined) return;
    shared.connections -= 1;
    if (shared.connections === 0) this.#people.delete(personId);
  }
}
