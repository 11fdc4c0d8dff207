import { readBoard, sameJson } from '@weft/board-model';
import { openTrack, PastTrack } from '@weft/history';
import { openKeyframe, type Sealed, type SealedEntry } from '@weft/history/sealing';
import { WeftError, type BoardId } from '@weft/protocol';
import * as Y from 'yjs';
import type { LogReader } from './LogReader.ts';
import { openSegmentRow, SEGMENT_COLUMNS, type SegmentRow } from './segmentRow.ts';
import { TRACK_SCHEMA } from './trackSchema.ts';
import { zstdCodec } from './zstdCodec.ts';

export interface LoggedBoard {
  readonly number: number;
  readonly id: BoardId;
}

export function boardsOf(reader: LogReader): LoggedBoard[] {
  const rows = reader.db.prepare('SELECT number, id FROM boards ORDER BY number').all();
  return rows.map((row) => ({ number: row['number'] as number, id: row['id'] as BoardId }));
}

/**
 * What is wrong with a board's log, each fault in words: checksums of all entries, segments, keyframes and tracks, and gaps.
 * Reads a segment at a time; applies nothing.
 */
export function* checkBoard(reader: LogReader, { number, id }: LoggedBoard): Generator<string> {
  let next = 1;
  const segments = reader.db.prepare(`SELECT ${SEGMENT_COLUMNS} FROM segments WHERE board = ? ORDER BY first`);
  for (const row of segments.iterate(number) as Iterable<unknown> as Iterable<SegmentRow>) {
    const { first, last } = row;
    if (first !== next) yield gapBefore(id, next, first);
    next = last + 1;
    const opened = openSegmentRow(row);
    if (!opened.ok) yield `segment ${first} of board ${id}: ${opened.damage}`;
  }
  yield* checkRows(reader, { number, id }, next);
  const keyframes = reader.db.prepare('SELECT seq, hash, bytes FROM keyframes WHERE board = ? ORDER BY seq');
  for (const row of keyframes.iterate(number)) {
    const opened = openKeyframe({ bytes: row['bytes'] as Uint8Array, hash: row['hash'] as string }, zstdCodec);
    if (!opened.ok) yield `keyframe ${String(row['seq'])} of board ${id}: ${opened.damage}`;
  }
  for (const { seq, sealed } of tracksOf(reader, number)) {
    const opened = openTrack(sealed, zstdCodec);
    if (!opened.ok) yield `track ${seq} of board ${id}: ${opened.damage}`;
  }
}

/** Those that tell something, in order. */
function* tracksOf(reader: LogReader, board: number): Generator<{ readonly seq: number; readonly sealed: Sealed }> {
  const rows = reader.db.prepare(
    'SELECT seq, hash, bytes FROM tracks WHERE board = ? AND length(bytes) > 0 AND schema = ? ORDER BY seq',
  );
  for (const row of rows.iterate(board, TRACK_SCHEMA)) {
    yield { seq: row['seq'] as number, sealed: { hash: row['hash'] as string, bytes: row['bytes'] as Uint8Array } };
  }
}

/** Rows one by one: the first fault must not hide the others. */
function* checkRows(reader: LogReader, { number, id }: LoggedBoard, from: number): Generator<string> {
  let next = from;
  for (const { seq } of reader.db
    .prepare('SELECT seq FROM entries WHERE board = ? ORDER BY seq')
    .iterate(number) as Iterable<{ seq: number }>) {
    if (seq < next) yield `entry ${seq} of board ${id} is a row and in a segment`;
    if (seq > next) yield gapBefore(id, next, seq);
    next = Math.max(next, seq + 1);
    try {
      reader.row(id, number, seq);
    } catch (error) {
      yield wordsOf(error);
    }
  }
}

/**
 * Replays a board's whole log and compares it with every keyframe and track on the way: what follows a keyframe then gives
 * the same board as the log from its beginning, and what a track shows is what the log gives. [I1]
 */
export function* checkReplay(reader: LogReader, { number, id }: LoggedBoard): Generator<string> {
  const doc = new Y.Doc();
  let last = 0;
  try {
    const checks = [...keyframeChecks(reader, number), ...trackChecks(reader, number)];
    for (const { seq, isRight, name } of checks.toSorted((a, b) => a.seq - b.seq)) {
      replay(reader, { number, id }, doc, last, seq);
      last = seq;
      if (!isRight(doc)) yield `${name} of board ${id} is not what its log gives`;
    }
    replay(reader, { number, id }, doc, last, Number.MAX_SAFE_INTEGER);
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
      yield `the log of board ${id} refers to something that is not in it`;
    }
  } catch (error) {
    yield `the log of board ${id} cannot be replayed: ${wordsOf(error)}`;
  } finally {
    doc.destroy();
  }
}

/** Something to be compared with the board after entry `seq`. What is damaged was named before, and is not wrong too. */
interface ReplayCheck {
  readonly seq: number;
  readonly name: string;
  readonly isRight: (doc: Y.Doc) => boolean;
}

function keyframeChecks(reader: LogReader, board: number): ReplayCheck[] {
  const rows = reader.db.prepare('SELECT seq FROM keyframes WHERE board = ?').all(board);
  const select = reader.db.prepare('SELECT hash, bytes FROM keyframes WHERE board = ? AND seq = ?');
  return rows.map((row) => {
    const seq = row['seq'] as number;
    const isRight = (doc: Y.Doc): boolean => {
      const opened = openKeyframe(select.get(board, seq) as unknown as Sealed, zstdCodec);
      return !opened.ok || isStateOf(doc, opened.value);
    };
    return { seq, name: `keyframe ${seq}`, isRight };
  });
}

/** At their ends, to which all their changes lead. */
function trackChecks(reader: LogReader, board: number): ReplayCheck[] {
  const rows = reader.db
    .prepare('SELECT seq, until FROM tracks WHERE board = ? AND length(bytes) > 0 AND schema = ?')
    .all(board, TRACK_SCHEMA);
  const select = reader.db.prepare('SELECT hash, bytes FROM tracks WHERE board = ? AND seq = ?');
  return rows.map((row) => {
    const [seq, until] = [row['seq'] as number, row['until'] as number];
    const isRight = (doc: Y.Doc): boolean => {
      const opened = openTrack(select.get(board, seq) as unknown as Sealed, zstdCodec);
      return !opened.ok || (opened.value.ends.length === until - seq && endsAs(doc, new PastTrack(opened.value)));
    };
    return { seq: until, name: `track ${seq}`, isRight };
  });
}

function endsAs(doc: Y.Doc, track: PastTrack): boolean {
  track.moveTo(track.until);
  const [told, shown] = [track.records(), readBoard(doc).records];
  return told.size === shown.size && [...told].every(([id, record]) => sameJson(shown.get(id), record));
}

const PAGE = 1_000;

function replay(reader: LogReader, board: LoggedBoard, doc: Y.Doc, after: number, until: number): void {
  doc.transact(() => {
    for (let last = after; last < until;) {
      const limit = Math.min(PAGE, until - last);
      const entries: readonly SealedEntry[] = reader.entries(board.id, board.number, last, limit);
      for (const { kind, payload } of entries) if (kind === 'update') Y.applyUpdate(doc, payload);
      if (entries.length < limit) return;
      last += entries.length;
    }
  });
}

function isStateOf(doc: Y.Doc, state: Uint8Array): boolean {
  const other = new Y.Doc();
  other.transact(() => Y.applyUpdate(other, state));
  const same = Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(other));
  other.destroy();
  return same;
}

const gapBefore = (id: BoardId, next: number, seq: number): string =>
  seq > next
    ? `entries ${next} to ${seq - 1} of board ${id} are missing`
    : `segment ${seq} of board ${id} overlaps the one before it`;

const wordsOf = (error: unknown): string =>
  error instanceof WeftError ? (error.detail ?? error.message) : String(error);
