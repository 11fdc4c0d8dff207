import type { ClientId, PersonId } from '@weft/protocol';

interface Credit {
  readonly clock: number;
  readonly end: number;
  readonly writer: PersonId | null;
  /** The id under which the character at `clock` was typed first, where it came back, moved or was copied. */
  readonly origin: CharacterId | null;
}

/** The id of a character, or of the first of several. */
export interface CharacterId {
  readonly client: ClientId;
  readonly clock: number;
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

  /** Whose clientID it is: whoever put in what has it. */
  ownerOf(client: ClientId): PersonId | null {
    return this.#owners.get(client) ?? null;
  }

  /**
   * Says who wrote a range of characters. Told once per character, when it comes into being.
   * @param origin under which id the first of them was typed; null for here
   */
  credit(client: ClientId, clock: number, length: number, writer: PersonId | null, origin: CharacterId | null): void {
    if (origin === null && writer === this.ownerOf(client)) return;
    const credits = this.#credits.get(client) ?? [];
    this.#credits.set(client, credits);
    const last = credits.at(-1);
    const end = clock + length;
    if (last !== undefined && last.writer === writer && last.end === clock && goesOn(last, origin)) {
      credits[credits.length - 1] = { ...last, end };
    } else {
      credits.splice(firstEndingAfter(credits, clock), 0, { clock, end, writer, origin });
    }
  }

  /** Says anew who wrote a range of characters, in the place of whoever was said to have written it. */
  recredit(client: ClientId, clock: number, length: number, writer: PersonId | null): void {
    const end = clock + length;
    const origins: Credit[] = [];
    const kept = (this.#credits.get(client) ?? []).flatMap((credit) => {
      if (credit.end <= clock || credit.clock >= end) return [credit];
      if (credit.origin !== null) origins.push({ ...part(credit, clock, end), writer });
      return [part(credit, credit.clock, clock), part(credit, end, credit.end)];
    });
    const isOwners = writer === this.ownerOf(client);
    // What was typed elsewhere first stays so, whosever it is now.
    const rest = isOwners ? [] : gaps(origins, clock, end).map((gap) => ({ ...gap, writer, origin: null }));
    const all = [...kept, ...origins, ...rest].filter((credit) => credit.clock < credit.end);
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
    visit: (writer: PersonId | null, clock: number, length: number, origin: CharacterId | null) => void,
  ): void {
    const owner = this.ownerOf(client);
    const credits = this.#credits.get(client);
    const end = clock + length;
    let at = clock;
    if (credits !== undefined) {
      for (let i = firstEndingAfter(credits, clock); at < end; i++) {
        const credit = credits[i];
        if (credit === undefined || credit.clock >= end) break;
        if (credit.clock > at) visit(owner, at, credit.clock - at, null);
        at = Math.max(at, credit.clock);
        visit(credit.writer, at, Math.min(end, credit.end) - at, originAt(credit, at));
        at = Math.min(end, credit.end);
      }
    }
    if (at < end) visit(owner, at, end - at, null);
  }
}

const originAt = ({ clock, origin }: Credit, at: number): CharacterId | null =>
  origin === null ? null : { client: origin.client, clock: origin.clock + at - clock };

function goesOn(credit: Credit, origin: CharacterId | null): boolean {
  const next = originAt(credit, credit.end);
  return next?.client === origin?.client && next?.clock === origin?.clock;
}

/** What of a credit lies between two clocks: with `clock` at or after `end` where nothing does. */
function part(credit: Credit, from: number, to: number): Credit {
  const clock = Math.max(credit.clock, from);
  return { ...credit, clock, end: Math.min(credit.end, to), origin: originAt(credit, clock) };
}

/** What lies between ascending, disjoint credits. */
function gaps(credits: readonly Credit[], clock: number, end: number): { clock: number; end: number }[] {
  const starts = [clock, ...credits.map((credit) => credit.end)];
  return starts.map((start, i) => ({ clock: start, end: credits[i]?.clock ?? end }));
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
