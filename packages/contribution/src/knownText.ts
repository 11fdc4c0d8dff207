/**
 * Finding known text again. The wire cannot say "these characters moved": a paragraph that is split, a deletion that is
 * undone, a copy all arrive as new characters of whoever did it. So text that comes in is looked up in text whose
 * writers are known (rules T4–T7 of SPEC.md say in which), and keeps them where it is found.
 */
import type { ClientId, PersonId } from '@weft/protocol';
import type { InsertedRun, TextRun } from './characters.ts';

/** A stretch of a run: where its characters come from, or null when they are new. */
export interface Origin {
  readonly length: number;
  readonly from: { readonly client: ClientId; readonly clock: number } | null;
}

/**
 * How many characters must agree to be found: a run as a whole, or a part of a run. Shorter agreements are chance:
 * common syllables would otherwise credit a stranger. A run that is all of the known text counts at any length.
 */
export interface Agreement {
  readonly whole: number;
  readonly part: number;
  /** Shorter ones count where they go on where the last find ended, or are whole runs of the known text. */
  readonly inOrder?: true;
}

/** Where text is known to come from: whole passages, and pieces as it was in. Letters picked from it here and there are new. */
export const IN_ORDER: Agreement = { whole: 4, part: 4, inOrder: true };
/** Where it is likely. */
export const LIKELY: Agreement = { whole: 4, part: 4 };
/** Where only the words themselves speak for it. */
export const BY_WORDS: Agreement = { whole: 8, part: 8 };

/** Bounds the search in very long and very repetitive text. */
const MAX_CANDIDATES = 32;

/** Known text in reading order, and how far earlier lookups of the same entry have used it up. */
export class KnownText {
  readonly #runs: readonly TextRun[];
  readonly #starts: readonly number[];
  readonly #text: string;
  #cursor = 0;

  constructor(runs: readonly TextRun[]) {
    this.#runs = runs;
    const starts: number[] = [];
    let length = 0;
    for (const run of runs) {
      starts.push(length);
      length += run.text.length;
    }
    this.#starts = starts;
    this.#text = runs.map((run) => run.text).join('');
  }

  /** @returns stretches that cover the run. */
  originsOf(run: string, { whole, part, inOrder }: Agreement): Origin[] {
    const isLong = run.length >= whole || run === this.#text;
    const start = isLong ? this.#indexOf(run) : inOrder === true ? this.#nextInOrder(run) : -1;
    if (start === -1) return this.#piecewise(run, part);
    this.#cursor = start + run.length;
    return this.#originsAt(start, run.length);
  }

  #nextInOrder(run: string): number {
    if (this.#text.startsWith(run, this.#cursor)) return this.#cursor;
    // Structs come by their ids: what was brought back once before comes after what stands behind it.
    const next = this.#wholeRuns(run, this.#cursor);
    return next === -1 ? this.#wholeRuns(run, 0) : next;
  }

  /** Where this text is one run or several, from the beginning of the first to the end of the last. */
  #wholeRuns(run: string, from: number): number {
    const isBorder = (at: number): boolean => at === this.#text.length || this.#starts.includes(at);
    let start = this.#text.indexOf(run, from);
    for (let tried = 0; start !== -1 && tried < MAX_CANDIDATES; tried++) {
      if (isBorder(start) && isBorder(start + run.length)) return start;
      start = this.#text.indexOf(run, start + 1);
    }
    return -1;
  }

  #piecewise(run: string, least: number): Origin[] {
    const origins: Origin[] = [];
    let unknown = 0;
    let at = 0;
    while (at + least <= run.length) {
      const match = this.#longestMatch(run, at, least);
      if (match === null) {
        unknown++;
        at++;
        continue;
      }
      if (unknown > 0) origins.push({ length: unknown, from: null });
      unknown = 0;
      origins.push(...this.#originsAt(match.start, match.length));
      this.#cursor = match.start + match.length;
      at += match.length;
    }
    unknown += run.length - at;
    if (unknown > 0) origins.push({ length: unknown, from: null });
    return origins;
  }

  /** Reads on from the last find first: what comes back comes back in order, and words repeat. */
  #longestMatch(run: string, at: number, least: number): { start: number; length: number } | null {
    const seed = run.slice(at, at + least);
    let best: { start: number; length: number } | null = null;
    let start = this.#indexOf(seed);
    for (let tried = 0; start !== -1 && tried < MAX_CANDIDATES; tried++) {
      let length = least;
      while (at + length < run.length && this.#text[start + length] === run[at + length]) length++;
      if (best === null || length > best.length) best = { start, length };
      start = this.#text.indexOf(seed, start + 1);
    }
    return best;
  }

  #indexOf(run: string): number {
    const onwards = this.#text.indexOf(run, this.#cursor);
    return onwards === -1 ? this.#text.indexOf(run) : onwards;
  }

  #originsAt(start: number, length: number): Origin[] {
    const origins: Origin[] = [];
    const end = start + length;
    for (const [i, run] of this.#runs.entries()) {
      const runStart = this.#starts[i] as number;
      const from = Math.max(start, runStart);
      const to = Math.min(end, runStart + run.text.length);
      if (from < to) {
        origins.push({ length: to - from, from: { client: run.client, clock: run.clock + from - runStart } });
      }
    }
    return origins;
  }
}

/** A run that somebody took out. */
interface TakenRun extends TextRun {
  readonly by: PersonId | null;
}

/**
 * What was taken out of an item's text and by whom, remembered so that bringing it back is recognised. Bounded: the
 * oldest goes first. Lives in memory only, and holds nothing that the log does not.
 */
export class TakenText {
  static readonly maxLength = 20_000;
  #runs: TakenRun[] = [];
  #length = 0;
  #latest: readonly TakenRun[] = [];

  get runs(): readonly TextRun[] {
    return this.#runs;
  }

  /** What one person took out. */
  by(person: PersonId | null): readonly TextRun[] {
    return this.#runs.filter((run) => run.by === person);
  }

  /** What was taken out last, if it was this person who did it: what they cut. */
  cutBy(person: PersonId | null): readonly TextRun[] {
    return this.#latest.filter((run) => run.by === person);
  }

  /** Adds runs in reading order. Runs that continue each other become one, also when deleted by backspace. */
  add(runs: readonly TextRun[], by: PersonId | null): void {
    if (runs.length > 0) this.#latest = runs.map((run) => ({ ...run, by }));
    for (const run of runs) {
      this.#length += run.text.length;
      const last = this.#runs.at(-1);
      if (last?.by === by && last.client === run.client && last.clock + last.text.length === run.clock) {
        this.#runs[this.#runs.length - 1] = { ...last, text: last.text + run.text };
      } else if (last?.by === by && last.client === run.client && run.clock + run.text.length === last.clock) {
        this.#runs[this.#runs.length - 1] = { ...run, by, text: run.text + last.text };
      } else {
        this.#runs.push({ ...run, by });
      }
    }
    while (this.#length > TakenText.maxLength && this.#runs.length > 1) {
      this.#length -= (this.#runs.shift() as TakenRun).text.length;
    }
  }

  /**
   * An undone deletion is a copy placed directly before what it copies, which is still there as a tombstone: the id to
   * its right names the original. True only if the characters agree as well.
   */
  standsRightOf(run: InsertedRun): boolean {
    if (run.right === null) return false;
    const { client, clock } = run.right;
    let at = 0;
    while (at < run.text.length) {
      const wanted = clock + at;
      const found = this.#runs.findLast(
        (taken) => taken.client === client && taken.clock <= wanted && wanted < taken.clock + taken.text.length,
      );
      if (found === undefined) return false;
      const known = found.text.slice(wanted - found.clock);
      const length = Math.min(known.length, run.text.length - at);
      if (known.slice(0, length) !== run.text.slice(at, at + length)) return false;
      at += length;
    }
    return true;
  }
}
