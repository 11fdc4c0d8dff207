import * as Y from 'yjs';
import {
  packKeyframe,
  packSegment,
  packSignatures,
  unsigned,
  type Sealed,
  type SealedEntry,
} from '@weft/history/sealing';
import { WeftError, type BoardId, type ErasedPart, type PersonId } from '@weft/protocol';
import { ClockRanges } from '@weft/update-codec';
import type { ErasureCounts, PlannedErasure } from '../../ports.ts';
import type { LogReader } from '../LogReader.ts';
import { openSegmentRow, SEGMENT_COLUMNS, type SegmentRow } from '../segmentRow.ts';
import { zstdCodec } from '../zstdCodec.ts';
import { eraseEntry, type EntryErasing } from './eraseEntry.ts';
import { imagesIn } from './imagesIn.ts';
import { planErasure, type ErasurePlan } from './planErasure.ts';

/** What takes the place of a board's log, to be written at once. */
export interface ErasedLog {
  readonly board: number;
  /** As the log was when it was read: a log that has changed since is not written. */
  readonly generation: string;
  readonly lastSeq: number;
  readonly personId: PersonId | null;
  readonly rows: readonly SealedEntry[];
  readonly segments: readonly (Sealed & {
    readonly last: number;
    readonly payloadBytes: number;
    readonly signatures: Sealed;
    readonly events: readonly { readonly seq: number; readonly payload: Uint8Array }[];
  })[];
  readonly keyframes: readonly (Sealed & { readonly seq: number })[];
  readonly counts: ErasureCounts;
}

const PAGE = 1_000;

/**
 * Works out what a board's log is without somebody's part, or without a stretch of time: entries, segments, signatures,
 * and each keyframe as a replay of the entries that are left gives it. It only reads.
 */
export class LogEraser {
  readonly #reader: LogReader;

  constructor(reader: LogReader) {
    this.#reader = reader;
  }

  plan(boardId: BoardId, what: ErasedPart): PlannedErasure {
    return this.#reader.atOneMoment(() => {
      const { board, erasing, counts } = this.#look(boardId, what);
      const before = new Set<string>();
      const after = new Set<string>();
      for (const entry of this.#entries(boardId, board, 0)) {
        if (entry.kind !== 'update') continue;
        for (const id of imagesIn(entry.payload)) before.add(id);
        for (const id of imagesIn(eraseEntry(entry, erasing).payload)) after.add(id);
      }
      return { ...counts, imageIds: [...before].filter((id) => !after.has(id)) };
    });
  }

  /** The ids of all images that the log leads to. */
  images(boardId: BoardId): readonly string[] {
    return this.#reader.atOneMoment(() => {
      const images = new Set<string>();
      for (const { kind, payload } of this.#entries(boardId, this.#reader.numberOf(boardId), 0)) {
        if (kind === 'update') for (const id of imagesIn(payload)) images.add(id);
      }
      return [...images];
    });
  }

  /** @returns null when there is nothing to erase */
  erase(boardId: BoardId, what: ErasedPart): ErasedLog | null {
    return this.#reader.atOneMoment(() => {
      const { board, erasing, counts } = this.#look(boardId, what);
      if (counts.entries === 0) return null;
      const row = this.#reader.db.prepare('SELECT generation FROM boards WHERE number = ?').get(board);
      const segments = this.#segments(boardId, board, erasing);
      const sealed = this.#reader.db.prepare('SELECT max(last) AS last FROM segments WHERE board = ?').get(board);
      const rows: SealedEntry[] = [];
      for (const entry of this.#entries(boardId, board, (sealed?.['last'] as number | null) ?? 0)) {
        const erased = eraseEntry(entry, erasing);
        if (erased !== entry) rows.push(erased);
      }
      return {
        board,
        generation: row?.['generation'] as string,
        lastSeq: this.#reader.endOf(board)?.seq ?? 0,
        personId: erasing.personId,
        rows,
        segments,
        keyframes: this.#keyframes(boardId, board, erasing),
        counts,
      };
    });
  }

  #look(boardId: BoardId, what: ErasedPart): { board: number; erasing: EntryErasing; counts: ErasureCounts } {
    const board = this.#reader.numberOf(boardId);
    const inScope = this.#scopeOf(board, what);
    const plan = planErasure(this.#entries(boardId, board, 0), inScope);
    const personId = 'personId' in what ? what.personId : null;
    const erasing = { ranges: new ClockRanges(plan.ranges), inScope, personId };
    return { board, erasing, counts: this.#count(boardId, board, erasing, plan) };
  }

  #scopeOf(board: number, what: ErasedPart): (entry: SealedEntry) => boolean {
    if (!('personId' in what)) return ({ at }) => at >= what.from && at <= what.to;
    const row = this.#reader.db
      .prepare('SELECT number FROM authors WHERE board = ? AND person = ?')
      .get(board, what.personId);
    const number = row?.['number'];
    return ({ author }) => author === number;
  }

  #count(boardId: BoardId, board: number, erasing: EntryErasing, plan: ErasurePlan): ErasureCounts {
    const authors = new Set<number>();
    let entries = 0;
    for (const entry of this.#entries(boardId, board, 0)) {
      if (erasing.inScope(entry) && entry.author !== 0) authors.add(entry.author);
      if (eraseEntry(entry, erasing) !== entry) entries += 1;
    }
    const { items, itemsKept, characters } = plan;
    return { entries, items, itemsKept, characters, people: authors.size };
  }

  *#entries(boardId: BoardId, board: number, after: number): Generator<SealedEntry> {
    for (let last = after; ;) {
      const entries = this.#reader.entries(boardId, board, last, PAGE);
      yield* entries;
      if (entries.length < PAGE) return;
      last += entries.length;
    }
  }

  #segments(boardId: BoardId, board: number, erasing: EntryErasing): ErasedLog['segments'] {
    const rows = this.#reader.db.prepare(`SELECT ${SEGMENT_COLUMNS} FROM segments WHERE board = ? ORDER BY first`);
    const segments: ErasedLog['segments'][number][] = [];
    for (const row of rows.iterate(board) as Iterable<unknown> as Iterable<SegmentRow>) {
      const opened = openSegmentRow(row);
      // With a piece that nobody can read nobody can say what is left.
      if (!opened.ok) throw new WeftError('storage_failed', `segment ${row.first} of ${boardId}: ${opened.damage}`);
      const entries = opened.value.map((entry) => eraseEntry(entry, erasing));
      if (entries.every((entry, index) => entry === opened.value[index])) continue;
      segments.push({
        last: row.last,
        payloadBytes: entries.reduce((sum, { payload }) => sum + payload.byteLength, 0),
        events: entries.filter(({ kind }) => kind === 'event').map(({ seq, payload }) => ({ seq, payload })),
        signatures: packSignatures(entries, zstdCodec),
        ...packSegment(unsigned(entries), zstdCodec),
      });
    }
    return segments;
  }

  #keyframes(boardId: BoardId, board: number, erasing: EntryErasing): ErasedLog['keyframes'] {
    const rows = this.#reader.db.prepare('SELECT seq FROM keyframes WHERE board = ? ORDER BY seq').all(board);
    const due = new Set(rows.map((row) => row['seq'] as number));
    const keyframes: ErasedLog['keyframes'][number][] = [];
    if (due.size === 0) return keyframes;
    const doc = new Y.Doc();
    let waiting: Uint8Array[] = [];
    for (const entry of this.#entries(boardId, board, 0)) {
      if (entry.kind === 'update') waiting.push(eraseEntry(entry, erasing).payload);
      if (!due.has(entry.seq)) continue;
      const updates = waiting;
      waiting = [];
      doc.transact(() => {
        for (const update of updates) Y.applyUpdate(doc, update);
      });
      keyframes.push({ seq: entry.seq, ...packKeyframe(Y.encodeStateAsUpdate(doc), zstdCodec) });
    }
    doc.destroy();
    return keyframes;
  }
}
