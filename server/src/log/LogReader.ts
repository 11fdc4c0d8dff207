import { crc32 } from 'node:zlib';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { openKeyframe, type SealedEntry } from '@weft/history/sealing';
import {
  WeftError,
  type BoardId,
  type ClientId,
  type ConnectionId,
  type Intent,
  type LogEntry,
  type PersonId,
} from '@weft/protocol';
import { assertTodaysLayout, KINDS } from './logLayout.ts';
import { openSegmentRow, SEGMENT_COLUMNS, type SegmentRow } from './segmentRow.ts';
import type { Keyframe, StoredBoard } from './UpdateLog.ts';
import { zstdCodec } from './zstdCodec.ts';

interface EntryRow {
  seq: number;
  at: number;
  made_at: number | null;
  author: number;
  connection: string;
  kind: number;
  intent: string | null;
  crc: number;
  payload: Uint8Array;
}

/** Unpacked segments that are kept: whoever pages through a log asks for the same one several times. */
const KEPT_SEGMENTS = 4;

/**
 * Reads `log.db` through a connection of its own, synchronously. Sealed segments and hot rows are one log to the caller.
 * Each answer is of one moment: what is being sealed meanwhile is seen before or after, never twice and never not at all.
 */
export class LogReader {
  readonly #db: DatabaseSync;
  /** By their hashes, least recently used first. */
  readonly #kept = new Map<string, readonly SealedEntry[]>();
  readonly #selectBoard: StatementSync;
  readonly #selectAuthors: StatementSync;
  readonly #selectRows: StatementSync;
  readonly #selectSegment: StatementSync;
  readonly #selectSegmentAt: StatementSync;
  readonly #selectSealed: StatementSync;
  readonly #selectEnd: StatementSync;
  readonly #selectAt: StatementSync;
  readonly #selectKeyframes: StatementSync;

  constructor(file: string) {
    const db = new DatabaseSync(file, { readOnly: true });
    this.#db = db;
    db.exec('PRAGMA busy_timeout = 5000');
    assertTodaysLayout(db);
    this.#selectBoard = db.prepare('SELECT number, generation FROM boards WHERE id = ?');
    this.#selectAuthors = db.prepare('SELECT number, person FROM authors WHERE board = ?');
    this.#selectRows = db.prepare(`
      SELECT seq, at, made_at, author, connection, kind, intent, crc, payload
      FROM entries WHERE board = ? AND seq > ? ORDER BY seq LIMIT ?`);
    this.#selectSegment = db.prepare(
      `SELECT ${SEGMENT_COLUMNS} FROM segments WHERE board = ? AND last > ? ORDER BY last LIMIT 1`,
    );
    this.#selectSegmentAt = db.prepare(
      `SELECT ${SEGMENT_COLUMNS} FROM segments WHERE board = ? AND first_at <= ? ORDER BY last DESC LIMIT 1`,
    );
    this.#selectSealed = db.prepare('SELECT max(last) AS last FROM segments WHERE board = ?');
    this.#selectEnd = db.prepare(`
      SELECT seq, at FROM (SELECT seq, at FROM entries WHERE board = ?1 ORDER BY seq DESC LIMIT 1)
      UNION ALL SELECT last, last_at FROM (SELECT last, last_at FROM segments WHERE board = ?1 ORDER BY last DESC LIMIT 1)
      ORDER BY seq DESC LIMIT 1`);
    this.#selectAt = db.prepare('SELECT at FROM entries WHERE board = ? AND seq = ?');
    this.#selectKeyframes = db.prepare(
      `SELECT seq, hash, bytes FROM keyframes WHERE board = ?1 AND seq <= ?2 AND (until IS NULL OR until >= ?2)
       ORDER BY seq DESC`,
    );
  }

  get db(): DatabaseSync {
    return this.#db;
  }

  open(boardId: BoardId): StoredBoard | null {
    return this.atOneMoment(() => {
      const row = this.#selectBoard.get(boardId);
      if (row === undefined) return null;
      const number = row['number'] as number;
      const end = this.endOf(number);
      const owners = this.#db
        .prepare(`SELECT client, person FROM owners JOIN authors ON authors.board = owners.board AND number = author
                  WHERE owners.board = ?`)
        .all(number);
      return {
        generation: row['generation'] as string,
        owners: new Map(owners.map((owner) => [owner['client'] as ClientId, owner['person'] as PersonId])),
        lastSeq: end?.seq ?? 0,
        lastAt: end?.at ?? 0,
      };
    });
  }

  read(boardId: BoardId, after: number, limit: number): LogEntry[] {
    return this.atOneMoment(() => {
      const board = this.numberOf(boardId);
      const people = this.#peopleOf(board);
      return this.entries(boardId, board, after, limit).map(({ author, payload, ...entry }) => ({
        ...entry,
        personId: people.get(author) ?? null,
        // A segment's payloads are views of one buffer, all of which would go with each to another thread.
        payload: payload.slice(),
      }));
    });
  }

  /** As they are kept, with authors as numbers. @throws WeftError `storage_failed` on a gap or on damage, by name. */
  entries(boardId: BoardId, board: number, after: number, limit: number): SealedEntry[] {
    const entries: SealedEntry[] = [];
    for (let last = after; entries.length < limit;) {
      const segment = this.#selectSegment.get(board, last) as unknown as SegmentRow | undefined;
      if (segment === undefined) {
        const rows = this.#selectRows.all(board, last, limit - entries.length) as unknown as EntryRow[];
        for (const row of rows) entries.push(entryOf(boardId, row));
        break;
      }
      const sealed = this.#unpacked(boardId, segment);
      for (const entry of sealed.slice(Math.max(0, last + 1 - segment.first))) {
        if (entries.length < limit) entries.push(entry);
      }
      last = segment.last;
    }
    entries.forEach(({ seq }, index) => {
      if (seq !== after + 1 + index) {
        throw new WeftError('storage_failed', `entry ${after + 1 + index} of board ${boardId} is missing`);
      }
    });
    return entries;
  }

  /** One hot entry. @throws WeftError `storage_failed` when it is damaged */
  row(boardId: BoardId, board: number, seq: number): SealedEntry | null {
    const [row] = this.#selectRows.all(board, seq - 1, 1) as unknown as EntryRow[];
    return row?.seq === seq ? entryOf(boardId, row) : null;
  }

  /** `at` never decreases with seq and seqs are gap-free, so the last entry not after t is found by halving. */
  seqAt(boardId: BoardId, t: number): number {
    return this.atOneMoment(() => {
      const board = this.numberOf(boardId);
      const sealed = (this.#selectSealed.get(board)?.['last'] as number | null) ?? 0;
      const end = this.endOf(board)?.seq ?? 0;
      const hot = this.#hotSeqAt(board, t, sealed, end);
      if (hot > sealed) return hot;
      const segment = this.#selectSegmentAt.get(board, t) as unknown as SegmentRow | undefined;
      return segment === undefined ? 0 : lastNotAfter(this.#unpacked(boardId, segment), t);
    });
  }

  /**
   * The newest keyframe that is undamaged, not after `upTo`, and good for the entries up to there. Keyframes are derived: a damaged
   * one is named and passed over.
   */
  keyframe(boardId: BoardId, upTo: number): Keyframe {
    return this.atOneMoment(() => {
      const damaged: string[] = [];
      for (const row of this.#selectKeyframes.iterate(this.numberOf(boardId), upTo)) {
        const seq = row['seq'] as number;
        const opened = openKeyframe({ bytes: row['bytes'] as Uint8Array, hash: row['hash'] as string }, zstdCodec);
        if (opened.ok) return { seq, state: opened.value, damaged };
        damaged.push(`keyframe ${seq} of board ${boardId}: ${opened.damage}`);
      }
      return { seq: 0, state: null, damaged };
    });
  }

  /** @throws WeftError `storage_failed` on a damaged one, by name. */
  events(boardId: BoardId, upTo: number): Uint8Array[] {
    return this.atOneMoment(() => {
      const rows = this.#db
        .prepare(`SELECT seq, crc, payload FROM events WHERE board = ?1 AND seq <= ?2
                  UNION ALL SELECT seq, crc, payload FROM entries WHERE board = ?1 AND seq <= ?2 AND kind = ?3
                  ORDER BY seq`)
        .all(this.numberOf(boardId), upTo, KINDS.indexOf('event')) as unknown as Pick<
        EntryRow,
        'seq' | 'crc' | 'payload'
      >[];
      return rows.map((row) => sound(boardId, row).payload);
    });
  }

  /** The last entry and when it was; null for an empty log. */
  endOf(board: number): { readonly seq: number; readonly at: number } | null {
    const end = this.#selectEnd.get(board);
    return end === undefined ? null : { seq: end['seq'] as number, at: end['at'] as number };
  }

  close(): void {
    this.#db.close();
  }

  /** All statements inside see one state of the file, whatever is committed meanwhile. */
  atOneMoment<T>(read: () => T): T {
    this.#db.exec('BEGIN');
    try {
      return read();
    } finally {
      this.#db.exec('COMMIT');
    }
  }

  /** @returns `sealed` when no hot entry is that old. */
  #hotSeqAt(board: number, t: number, sealed: number, end: number): number {
    let low = sealed;
    let high = end;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const at = this.#selectAt.get(board, middle)?.['at'] as number;
      if (at <= t) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** @throws WeftError `board_not_found` */
  numberOf(boardId: BoardId): number {
    return this.#rowOf(boardId)['number'] as number;
  }

  /** @throws WeftError `board_not_found` */
  generationOf(boardId: BoardId): string {
    return this.#rowOf(boardId)['generation'] as string;
  }

  #rowOf(boardId: BoardId): Record<string, unknown> {
    const row = this.#selectBoard.get(boardId);
    if (row === undefined) throw new WeftError('board_not_found', boardId);
    return row;
  }

  /** Read anew each time: who a number stands for may change, as when a person is erased. */
  #peopleOf(board: number): ReadonlyMap<number, PersonId> {
    return new Map(
      this.#selectAuthors.all(board).map((row) => [row['number'] as number, row['person'] as PersonId] as const),
    );
  }

  #unpacked(boardId: BoardId, row: SegmentRow): readonly SealedEntry[] {
    const name = row.hash + row.signatures_hash;
    const known = this.#kept.get(name);
    this.#kept.delete(name);
    const entries = known ?? unpack(boardId, row);
    this.#kept.set(name, entries);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_SEGMENTS) break;
      this.#kept.delete(oldest);
    }
    return entries;
  }
}

const lastNotAfter = (entries: readonly SealedEntry[], t: number): number =>
  entries.findLast(({ at }) => at <= t)?.seq ?? 0;

function unpack(boardId: BoardId, row: SegmentRow): readonly SealedEntry[] {
  const opened = openSegmentRow(row);
  if (!opened.ok) throw new WeftError('storage_failed', `segment ${row.first} of board ${boardId}: ${opened.damage}`);
  return opened.value;
}

function sound<T extends Pick<EntryRow, 'seq' | 'crc' | 'payload'>>(boardId: BoardId, row: T): T {
  if (crc32(row.payload) === row.crc) return row;
  throw new WeftError('storage_failed', `entry ${row.seq} of board ${boardId} does not match its checksum`);
}

function entryOf(boardId: BoardId, given: EntryRow): SealedEntry {
  const row = sound(boardId, given);
  return {
    seq: row.seq,
    at: row.at,
    ...(row.made_at === null ? {} : { madeAt: row.made_at }),
    author: row.author,
    connectionId: row.connection as ConnectionId,
    kind: KINDS[row.kind] ?? 'event',
    ...(row.intent === null ? {} : { intent: JSON.parse(row.intent) as Intent }),
    payload: row.payload,
  };
}
