import { spliceBetween, type TextSplice } from '@weft/board-model';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { RecentFirst } from './RecentFirst.ts';
import type { Track } from './Track.ts';
import { writtenRecord, type Place, type WrittenRecord } from './writtenRecord.ts';

/** How a change is told. Moving something is what people do most. */
export const CHANGE = { moved: 0, spliced: 1, splicedAndMoved: 2, put: 3, removed: 4 } as const;

/** A track as it is read: its changes lie in columns, from which {@link PastTrack} takes them in order. */
export interface TrackContent {
  readonly seq: number;
  readonly schema: string;
  readonly begin: { readonly records: readonly object[]; readonly places: readonly (Place | null)[] };
  /** Of the entries after `seq`: the number of changes up to the end of each. */
  readonly ends: Uint32Array;
  /** Of each change: how it is told, one of {@link CHANGE}, and which record it is of, as an index into `begin` and then those that come. */
  readonly kinds: Uint8Array;
  readonly records: Uint32Array;
  /** Of each change that moves something, in order: the steps along x and y. */
  readonly steps: Float64Array;
  readonly splices: readonly TextSplice[];
  readonly puts: readonly WrittenRecord[];
}

/**
 * One column after the other, since what stands in one column is alike and packs well:
 *
 * 1. varUint seq, varString schema
 * 2. the records to begin with: a varString JSON list of them without their places, then their places
 * 3. per entry: varUint number of changes, after varUint number of entries
 * 4. per change: a byte how it is told
 * 5. per change: varUint which record, as {@link RecentFirst} tells it
 * 6. per change that moves something: varInt steps along x; then the same along y
 * 7. per splice: varInt from where the record's last one was; then varUint removed; then varUint inserted; then a varString of
 *    all that they insert
 * 8. per put: varString JSON, then its place
 *
 * A place is a byte 0 for none, or 1, varInt x and varInt y, in steps.
 */
export function writeTrack({ seq, schema, begin, changes }: Track): Uint8Array {
  const written = begin.map(writtenRecord);
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, seq);
  encoding.writeVarString(encoder, schema);
  encoding.writeVarString(encoder, `[${written.map(({ json }) => json).join(',')}]`);
  for (const { place } of written) writePlace(encoder, place);
  encoding.writeVarUint(encoder, changes.length);
  for (const entry of changes) encoding.writeVarUint(encoder, entry.length);
  const columns = new ChangeColumns(
    begin.map(({ id }) => id),
    written,
  );
  for (const [id, now] of changes.flat()) columns.add(id, now === null ? null : writtenRecord(now));
  columns.writeTo(encoder);
  return encoding.toUint8Array(encoder);
}

/** @throws an error on anything that {@link writeTrack} did not write */
export function readTrack(content: Uint8Array): TrackContent {
  const decoder = decoding.createDecoder(content);
  const seq = decoding.readVarUint(decoder);
  const schema = decoding.readVarString(decoder);
  const records = JSON.parse(decoding.readVarString(decoder)) as object[];
  const places = records.map(() => readPlace(decoder));
  const ends = readEnds(decoder);
  const count = ends.at(-1) ?? 0;
  // Every change has a byte in several columns: a count beyond that must not become an allocation.
  if (count > content.byteLength) throw new RangeError('more changes than bytes');
  const kinds = decoding.readUint8Array(decoder, count).slice();
  const recent = new RecentFirst();
  const numbers = Uint32Array.from(kinds, () => recent.at(decoding.readVarUint(decoder)));
  const steps = readSteps(decoder, countOf(kinds, [CHANGE.moved, CHANGE.splicedAndMoved]));
  const splices = readSplices(decoder, kinds, numbers);
  const puts = Array.from({ length: countOf(kinds, [CHANGE.put]) }, () => ({
    json: decoding.readVarString(decoder),
    place: readPlace(decoder),
  }));
  if (decoding.hasContent(decoder)) throw new RangeError('bytes after the last change');
  return { seq, schema, begin: { records, places }, ends, kinds, records: numbers, steps, splices, puts };
}

class ChangeColumns {
  readonly #numbers: Map<string, number>;
  /** What each record is at the moment, by number; null while it is not shown. */
  readonly #now: (WrittenRecord | null)[];
  readonly #recent = new RecentFirst();
  readonly #lastSplices = new Map<number, number>();
  readonly #kinds = encoding.createEncoder();
  readonly #records = encoding.createEncoder();
  readonly #x = encoding.createEncoder();
  readonly #y = encoding.createEncoder();
  readonly #splices: TextSplice[] = [];
  readonly #ats = encoding.createEncoder();
  readonly #puts = encoding.createEncoder();

  constructor(ids: readonly string[], begin: readonly WrittenRecord[]) {
    this.#numbers = new Map(ids.map((id, number) => [id, number]));
    this.#now = [...begin];
  }

  add(id: string, now: WrittenRecord | null): void {
    const number = this.#numberOf(id);
    const before = this.#now[number] ?? null;
    this.#now[number] = now;
    encoding.writeVarUint(this.#records, this.#recent.placeOf(number));
    if (now === null) this.#tell(CHANGE.removed);
    else if (before === null || (before.place === null) !== (now.place === null)) this.#put(now);
    else if (before.json === now.json) this.#move(CHANGE.moved, before.place, now.place);
    else this.#splice(number, before, now);
  }

  writeTo(encoder: encoding.Encoder): void {
    const append = (column: encoding.Encoder) => encoding.writeUint8Array(encoder, encoding.toUint8Array(column));
    for (const column of [this.#kinds, this.#records, this.#x, this.#y, this.#ats]) append(column);
    for (const { removed } of this.#splices) encoding.writeVarUint(encoder, removed);
    for (const { inserted } of this.#splices) encoding.writeVarUint(encoder, inserted.length);
    encoding.writeVarString(encoder, this.#splices.map(({ inserted }) => inserted).join(''));
    append(this.#puts);
  }

  #numberOf(id: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    this.#numbers.set(id, this.#now.length);
    return this.#now.push(null) - 1;
  }

  #tell(kind: number): void {
    encoding.writeUint8(this.#kinds, kind);
  }

  #put({ json, place }: WrittenRecord): void {
    this.#tell(CHANGE.put);
    encoding.writeVarString(this.#puts, json);
    writePlace(this.#puts, place);
  }

  #move(kind: number, before: Place | null, now: Place | null): void {
    this.#tell(kind);
    encoding.writeVarInt(this.#x, (now?.[0] ?? 0) - (before?.[0] ?? 0));
    encoding.writeVarInt(this.#y, (now?.[1] ?? 0) - (before?.[1] ?? 0));
  }

  #splice(number: number, before: WrittenRecord, now: WrittenRecord): void {
    const stays = before.place?.[0] === now.place?.[0] && before.place?.[1] === now.place?.[1];
    if (stays) this.#tell(CHANGE.spliced);
    else this.#move(CHANGE.splicedAndMoved, before.place, now.place);
    const splice = spliceBetween(before.json, now.json);
    encoding.writeVarInt(this.#ats, splice.at - (this.#lastSplices.get(number) ?? 0));
    this.#lastSplices.set(number, splice.at);
    this.#splices.push(splice);
  }
}

function readEnds(decoder: decoding.Decoder): Uint32Array {
  const entries = decoding.readVarUint(decoder);
  if (entries > decoder.arr.byteLength) throw new RangeError('more entries than bytes');
  const ends = new Uint32Array(entries);
  let end = 0;
  for (let entry = 0; entry < entries; entry++) ends[entry] = end += decoding.readVarUint(decoder);
  return ends;
}

function readSteps(decoder: decoding.Decoder, count: number): Float64Array {
  const steps = new Float64Array(2 * count);
  for (let at = 0; at < 2 * count; at += 2) steps[at] = decoding.readVarInt(decoder);
  for (let at = 1; at < 2 * count; at += 2) steps[at] = decoding.readVarInt(decoder);
  return steps;
}

function readSplices(decoder: decoding.Decoder, kinds: Uint8Array, numbers: Uint32Array): readonly TextSplice[] {
  const last = new Map<number, number>();
  const ats: number[] = [];
  for (const [change, kind] of kinds.entries()) {
    if (kind !== CHANGE.spliced && kind !== CHANGE.splicedAndMoved) continue;
    const number = numbers[change] as number;
    const at = (last.get(number) ?? 0) + decoding.readVarInt(decoder);
    last.set(number, at);
    ats.push(at);
  }
  const removed = ats.map(() => decoding.readVarUint(decoder));
  const lengths = ats.map(() => decoding.readVarUint(decoder));
  const inserted = decoding.readVarString(decoder);
  let end = 0;
  return ats.map((at, index) => ({
    at,
    removed: removed[index] as number,
    inserted: inserted.slice(end, (end += lengths[index] as number)),
  }));
}

const countOf = (kinds: Uint8Array, counted: readonly number[]): number =>
  kinds.reduce((sum, kind) => sum + (counted.includes(kind) ? 1 : 0), 0);

function writePlace(encoder: encoding.Encoder, place: Place | null): void {
  encoding.writeUint8(encoder, place === null ? 0 : 1);
  if (place === null) return;
  encoding.writeVarInt(encoder, place[0]);
  encoding.writeVarInt(encoder, place[1]);
}

function readPlace(decoder: decoding.Decoder): Place | null {
  return decoding.readUint8(decoder) === 0 ? null : [decoding.readVarInt(decoder), decoding.readVarInt(decoder)];
}
