import type { ClientId, PersonId } from '@weft/protocol';
import type { Authorship, CharacterId } from './Authorship.ts';
import type { ClockHistory } from './ClockHistory.ts';
import { countCharacters, type InsertedRun, type TextRun } from './characters.ts';
import { ClockRanges } from './ClockRanges.ts';
import { TakenText, type Agreement, type KnownText, type Origin } from './knownText.ts';

/** Text that incoming characters may come from, and how well they must agree with it. */
export interface Source {
  readonly text: KnownText;
  readonly agreement: Agreement;
}

/** How one entry changed one item's text. Characters that only moved are in neither number. */
export interface TextChange {
  /** New characters, written by whoever made the entry. */
  readonly written: number;
  /** Characters that came back from what is known, with their writers. */
  readonly returned: number;
  /** Characters taken out, by the person who wrote them, for the ids from `since` on and before. */
  readonly takenBack: number;
  readonly deleted: number;
  /** Of the characters taken out those that somebody else had put in: no undo of one's own takes these. */
  readonly foreign: number;
}

/** Who wrote how much of one item's present text. */
export class ItemText {
  readonly #authorship: Authorship;
  readonly #clocks: ClockHistory;
  readonly #present = new Map<PersonId | null, number>();
  readonly #typedSince = new Map<PersonId, number>();
  readonly #taken = new TakenText();

  constructor(authorship: Authorship, clocks: ClockHistory) {
    this.#authorship = authorship;
    this.#clocks = clocks;
  }

  get taken(): TakenText {
    return this.#taken;
  }

  /** Characters of the present text that a person wrote, without those that are nobody's. */
  get writers(): ReadonlyMap<PersonId, number> {
    const writers = new Map<PersonId, number>();
    for (const [person, characters] of this.#present) {
      if (person !== null && characters > 0) writers.set(person, characters);
    }
    return writers;
  }

  /**
   * When the first of a person's characters that are or were in it was typed, be it in another item that they came from.
   * Undefined for who never had one.
   */
  typedSince(person: PersonId): number | undefined {
    return this.#typedSince.get(person);
  }

  get length(): number {
    let length = 0;
    for (const characters of this.#present.values()) length += characters;
    return length;
  }

  /**
   * @param by whoever made the entry: new characters are theirs.
   * @param sources where characters may come from, the likeliest first. Looked up with the text as it was.
   * @param since per clientID the first id of the person's present burst of typing.
   */
  change(
    inserted: readonly InsertedRun[],
    deleted: readonly TextRun[],
    by: PersonId | null,
    options: { sources: readonly Source[]; undo: boolean; since: ReadonlyMap<ClientId, number> | undefined },
  ): TextChange {
    let written = 0;
    let returned = 0;
    for (const run of inserted) {
      const origins = this.#originsOf(run, options);
      const known = this.#insert(run, origins, by);
      returned += known;
      written += countCharacters(run.text) - known;
    }
    let takenBack = 0;
    let removed = 0;
    let foreign = 0;
    for (const run of deleted) {
      if (this.#authorship.ownerOf(run.client) !== by) foreign += countCharacters(run.text);
      this.#authorship.eachWriter(run.client, run.clock, run.text.length, (writer, clock, length) => {
        const characters = countCharacters(run.text, clock - run.clock, clock - run.clock + length);
        this.#count(writer, -characters);
        const start = writer === by ? options.since?.get(run.client) : undefined;
        const own = start === undefined ? 0 : Math.min(length, Math.max(0, clock + length - start));
        const ownCharacters = countCharacters(run.text, clock - run.clock + length - own, clock - run.clock + length);
        takenBack += ownCharacters;
        removed += characters - ownCharacters;
      });
    }
    this.#taken.add(deleted, by);
    return { written, returned, takenBack, deleted: removed, foreign };
  }

  /**
   * R1: what one person wrote of this text until an entry is another's: those of its characters that were in this item
   * then, also where they have moved within it since.
   * @param text the present text; the text that it had, for an item that was removed
   */
  give(text: readonly TextRun[], from: PersonId, to: PersonId, until: number): void {
    const there = this.#thereAfter(until, [...text, ...this.#taken.runs]);
    for (const run of text) {
      const given: [clock: number, length: number][] = [];
      this.#authorship.eachWriter(run.client, run.clock, run.text.length, (writer, clock, length, origin) => {
        if (writer !== from) return;
        const typed = origin ?? { client: run.client, clock };
        for (const [start, end] of there.within(typed, length)) given.push([clock + start - typed.clock, end - start]);
      });
      for (const [clock, length] of given) {
        this.#authorship.recredit(run.client, clock, length, to);
        const characters = countCharacters(run.text, clock - run.clock, clock - run.clock + length);
        this.#count(from, -characters);
        this.#count(to, characters);
      }
    }
    this.#typedSince.set(to, Math.min(this.typedSince(from) ?? Infinity, this.typedSince(to) ?? Infinity));
  }

  /** The characters of some text that had arrived after an entry, by the ids under which they were typed. */
  #thereAfter(seq: number, text: readonly TextRun[]): ClockRanges {
    const there = new ClockRanges();
    for (const run of text) {
      const length = Math.min(run.text.length, this.#clocks.clockAfter(run.client, seq) - run.clock);
      if (length <= 0) continue;
      this.#authorship.eachWriter(run.client, run.clock, length, (_writer, clock, pieceLength, origin) => {
        there.add(origin ?? { client: run.client, clock }, pieceLength);
      });
    }
    return there;
  }

  #originsOf(run: InsertedRun, options: { sources: readonly Source[]; undo: boolean }): readonly Origin[] {
    if (options.undo && run.right !== null && this.#taken.standsRightOf(run)) {
      return [{ length: run.text.length, from: run.right }];
    }
    let origins: readonly Origin[] = [{ length: run.text.length, from: null }];
    for (const { text, agreement } of options.sources) {
      let at = 0;
      origins = origins.flatMap((origin) => {
        const start = at;
        at += origin.length;
        return origin.from === null ? text.originsOf(run.text.slice(start, at), agreement) : [origin];
      });
    }
    return origins;
  }

  /** @returns how many characters were known. */
  #insert(run: InsertedRun, origins: readonly Origin[], by: PersonId | null): number {
    let known = 0;
    let at = 0;
    for (const { length, from } of origins) {
      if (from === null) {
        this.#credit(run, at, length, by, null);
      } else {
        this.#authorship.eachWriter(from.client, from.clock, length, (writer, clock, pieceLength, origin) => {
          const typed = origin ?? { client: from.client, clock };
          known += this.#credit(run, at + clock - from.clock, pieceLength, writer, typed);
        });
      }
      at += length;
    }
    return known;
  }

  #credit(run: TextRun, at: number, length: number, writer: PersonId | null, origin: CharacterId | null): number {
    this.#authorship.credit(run.client, run.clock + at, length, writer, origin);
    this.#noteTyped(writer, origin ?? { client: run.client, clock: run.clock + at });
    const characters = countCharacters(run.text, at, at + length);
    this.#count(writer, characters);
    return characters;
  }

  /** What somebody types here is typed after what they have typed here: only what comes from elsewhere may be older. */
  #noteTyped(writer: PersonId | null, { client, clock }: CharacterId): void {
    if (writer === null) return;
    const known = this.#typedSince.get(writer) ?? Infinity;
    const at = this.#clocks.timeOf(client, clock);
    if (at < known) this.#typedSince.set(writer, at);
  }

  #count(writer: PersonId | null, characters: number): void {
    this.#present.set(writer, (this.#present.get(writer) ?? 0) + characters);
  }
}
