import { spliced } from '@weft/board-model';
import type { BoardRecord } from './Track.ts';
import { CHANGE, type TrackContent } from './trackColumns.ts';
import { withPlace, type Place } from './writtenRecord.ts';

/** A record at the moment that is shown. Most of what happens to one between two looks is never made. */
interface Shown {
  /** All but its place; null while only its JSON is known. */
  rest: object | null;
  /** Null while only what it reads as is known. */
  json: string | null;
  place: Place | null;
  record: BoardRecord | null;
}

/** What changed since somebody looked last. Some of it may have changed back. */
export interface Touched {
  readonly put: readonly BoardRecord[];
  readonly removed: readonly string[];
}

/**
 * A board at one moment of a track, which can be moved to any other of it: it shows what a document would, at a fraction of
 * what it costs to integrate every entry.
 */
export class PastTrack {
  readonly #track: TrackContent;
  /** By number, as the changes name them. */
  #shown: (Shown | null)[] = [];
  readonly #ids: string[];
  #taken = { changes: 0, steps: 0, splices: 0, puts: 0 };
  readonly #touched = new Set<number>();
  #seq: number;

  constructor(track: TrackContent) {
    this.#track = track;
    this.#seq = track.seq;
    this.#ids = track.begin.records.map((record) => (record as BoardRecord).id);
    this.#begin();
  }

  get seq(): number {
    return this.#seq;
  }

  /** The last entry that it tells of. */
  get until(): number {
    return this.#track.seq + this.#track.ends.length;
  }

  /** @param seq of the track. @returns false when it began anew, so that any record may have changed */
  moveTo(seq: number): boolean {
    const goesOn = seq >= this.#seq;
    if (!goesOn) this.#begin();
    const end = this.#track.ends[seq - this.#track.seq - 1] ?? 0;
    while (this.#taken.changes < end) this.#take();
    this.#seq = seq;
    return goesOn;
  }

  touched(): Touched {
    const numbers = [...this.#touched];
    this.#touched.clear();
    const shown = numbers.map((number) => this.#shown[number] ?? null);
    return {
      put: shown.flatMap((one) => (one === null ? [] : [recordOf(one)])),
      removed: numbers.filter((_, index) => shown[index] === null).map((number) => this.#ids[number] as string),
    };
  }

  records(): ReadonlyMap<string, BoardRecord> {
    this.#touched.clear();
    const records = this.#shown.flatMap((one) => (one === null ? [] : [recordOf(one)]));
    return new Map(records.map((record) => [record.id, record]));
  }

  #begin(): void {
    const { records, places } = this.#track.begin;
    this.#shown = records.map((rest, index) => ({ rest, json: null, place: places[index] ?? null, record: null }));
    this.#taken = { changes: 0, steps: 0, splices: 0, puts: 0 };
  }

  #take(): void {
    const change = this.#taken.changes++;
    const number = this.#track.records[change] as number;
    const kind = this.#track.kinds[change];
    this.#touched.add(number);
    if (kind === CHANGE.removed) this.#shown[number] = null;
    else if (kind === CHANGE.put) this.#put(number);
    else this.#change(this.#shown[number] ?? misfit(), kind);
  }

  #put(number: number): void {
    const { json, place } = this.#track.puts[this.#taken.puts++] ?? misfit();
    const rest = JSON.parse(json) as BoardRecord;
    this.#ids[number] = rest.id;
    this.#shown[number] = { rest, json, place, record: null };
  }

  #change(shown: Shown, kind: number | undefined): void {
    shown.record = null;
    if (kind !== CHANGE.spliced) this.#move(shown);
    if (kind === CHANGE.moved) return;
    shown.json = spliced(
      shown.json ?? JSON.stringify(shown.rest),
      this.#track.splices[this.#taken.splices++] ?? misfit(),
    );
    shown.rest = null;
  }

  #move(shown: Shown): void {
    const at = this.#taken.steps;
    this.#taken.steps += 2;
    const [x, y] = [this.#track.steps[at], this.#track.steps[at + 1]];
    // What lies nowhere, and is told in one of the other ways, moves by nothing.
    if (shown.place === null || x === undefined || y === undefined) return;
    shown.place = [shown.place[0] + x, shown.place[1] + y];
  }
}

function recordOf(shown: Shown): BoardRecord {
  shown.rest ??= JSON.parse(shown.json ?? misfit()) as object;
  return (shown.record ??= withPlace(shown.rest, shown.place));
}

function misfit(): never {
  throw new RangeError('a change that does not fit the record before it');
}
