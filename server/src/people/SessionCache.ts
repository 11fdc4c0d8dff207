import type { Person, PersonId } from '@weft/protocol';

interface Entry {
  readonly person: Person;
  readonly until: number;
}

/**
 * What was shown (a token or cookie) → whose it is, for a short while: when a server starts again, hundreds of sockets
 * come back within a second and each asks several times. Only what was found is kept, the least recently used goes first.
 */
export class SessionCache {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;
  readonly #lifeMs: number;
  readonly #capacity: number;
  #forgettings = 0;

  constructor(now: () => number, lifeMs = 30_000, capacity = 5_000) {
    this.#now = now;
    this.#lifeMs = lifeMs;
    this.#capacity = capacity;
  }

  async find(shown: string, lookUp: () => Promise<Person | null>): Promise<Person | null> {
    const entry = this.#entries.get(shown);
    this.#entries.delete(shown);
    if (entry !== undefined && entry.until > this.#now()) {
      this.#entries.set(shown, entry);
      return entry.person;
    }
    const before = this.#forgettings;
    const person = await lookUp();
    // Somebody signed out or was renamed while we looked: what we found may be what was to be forgotten.
    if (person !== null && before === this.#forgettings) this.#keep(shown, person);
    return person;
  }

  forget(personId: PersonId): void {
    this.#forgettings += 1;
    for (const [shown, { person }] of this.#entries) if (person.id === personId) this.#entries.delete(shown);
  }

  #keep(shown: string, person: Person): void {
    this.#entries.set(shown, { person, until: this.#now() + this.#lifeMs });
    if (this.#entries.size <= this.#capacity) return;
    const oldest = this.#entries.keys().next();
    if (!oldest.done) this.#entries.delete(oldest.value);
  }
}
