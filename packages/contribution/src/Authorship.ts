import type { ClientId, PersonId } from '@weft/protocol';

interface Credit {
  readonly clock: number;
  readonly end: number;
  readonly writer: PersonId | null;
}

/**
 * Who wrote the character with a given Yjs id.
 *
 * A clientID belongs to the first person who used it, so its characters are that person's. Kept beside it is only what
 * departs from that: characters that came back by undo, that moved or were copied, and those that the server wrote with
 * its own clientID on somebody's behalf. Holds ids and lengths, never text.
 */
export class Authorship {
  readonly #owners = new Map<ClientId, PersonId | null>();
  /** Per clientID, ascending and disjoint. */
  readonly #credits = new Map<ClientId, Credit[]>();

  /** The first user owns a clientID for ever; `null` is nobody (the server, unasked). */
  use(client: ClientId, person: PersonId | null): void {
    if (!this.#owners.has(client)) this.#owners.set(client, person);
  }

  /** Says who wrote a range of characters. Told once per character, when it comes into being. */
  credit(client: ClientId, clock: number, length: number, writer: PersonId | null): void {
    if (writer === (this.#owners.get(client) ?? null)) return;
    const credits = this.#credits.get(client) ?? [];
    this.#credits.set(client, credits);
    const last = credits.at(-1);
    if (last !== undefined && last.writer === writer && last.end === clock) {
      credits[credits.length - 1] = { clock: last.clock, end: clock + length, writer };
    } else {
      credits.splice(firstEndingAfter(credits, clock), 0, { clock, end: clock + length, writer });
    }
  }

  /** Says anew who wrote a range of characters, in the place of whoever was said to have written it. */
  recredit(client: ClientId, clock: number, length: number, writer: PersonId | null): void {
    const end = clock + length;
    const credits = this.#credits.get(client) ?? [];
    const kept = credits.flatMap((credit) => [
      ...(credit.clock < clock ? [{ ...credit, end: Math.min(credit.end, clock) }] : []),
      ...(credit.end > end ? [{ ...credit, clock: Math.max(credit.clock, end) }] : []),
    ]);
    const isOwners = writer === (this.#owners.get(client) ?? null);
    const all = isOwners ? kept : [...kept, { clock, end, writer }];
    this.#credits.set(
      client,
      all.toSorted((a, b) => a.clock - b.clock),
    );
  }

  /** Visits a range of characters in pieces of one writer each, in order. */
  eachWriter(
    client: ClientId,
    clock: number,
    length: number,
    visit: (writer: PersonId | null, clock: number, length: number) => void,
  ): void {
    const owner = this.#owners.get(client) ?? null;
    const credits = this.#credits.get(client);
    const end = clock + length;
    let at = clock;
    if (credits !== undefined) {
      for (let i = firstEndingAfter(credits, clock); at < end; i++) {
        const credit = credits[i];
        if (credit === undefined || credit.clock >= end) break;
        if (credit.clock > at) visit(owner, at, credit.clock - at);
        at = Math.max(at, credit.clock);
        visit(credit.writer, at, Math.min(end, credit.end) - at);
        at = Math.min(end, credit.end);
      }
    }
    if (at < end) visit(owner, at, end - at);
  }
}

/** Binary search: the index of the first credit whose end lies behind `clock`. */
function firstEndingAfter(credits: readonly Credit[], clock: number): number {
  let low = 0;
  let high = credits.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((credits[middle] as Credit).end > clock) high = middle;
    else low = middle + 1;
  }
  return low;
}
