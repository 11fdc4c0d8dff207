import { crc32 } from 'node:zlib';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import {
  WeftError,
  type BoardId,
  type ClientId,
  type ConnectionId,
  type Intent,
  type LogEntry,
  type PersonId,
} from '@weft/protocol';
import type { AppendBatch, AppendedEntry, StoredBoard } from './UpdateLog.ts';

/** The version of `log.db`'s layout, kept in `PRAGMA user_version`. Each later one has a migration here and its test. */
const FORMAT = 1;

/**
 * People are written as per-board numbers (0: nobody), so that hiding or erasing a person changes one row and no entry.
 * `crc` covers the payload: a rotten byte is found when it is read and never handed on as truth.
 */
const LAYOUT = `
  CREATE TABLE boards (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, generation TEXT NOT NULL) STRICT;
  CREATE TABLE authors (
    board INTEGER NOT NULL, number INTEGER NOT NULL, person TEXT NOT NULL,
    PRIMARY KEY (board, number), UNIQUE (board, person)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE owners (
    board INTEGER NOT NULL, client INTEGER NOT NULL, author INTEGER NOT NULL, PRIMARY KEY (board, client)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE entries (
    board INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, made_at INTEGER, author INTEGER NOT NULL,
    connection TEXT NOT NULL, kind INTEGER NOT NULL, intent TEXT, crc INTEGER NOT NULL, payload BLOB NOT NULL,
    PRIMARY KEY (board, seq)
  ) STRICT, WITHOUT ROWID;
`;

const KINDS = ['update', 'event'] as const;

interface EntryRow {
  seq: number;
  at: number;
  made_at: number | null;
  person: string | null;
  connection: string;
  kind: number;
  intent: string | null;
  crc: number;
  payload: Uint8Array;
}

/** `log.db` itself: synchronous, so it lives in a worker. Everything durable when a method returns. */
export class LogStore {
  readonly #db: DatabaseSync;
  readonly #boardNumbers = new Map<BoardId, number>();
  readonly #authorNumbers = new Map<string, number>();
  readonly #lastSeqs = new Map<number, number>();
  #failed = false;
  readonly #insertEntry: StatementSync;
  readonly #insertOwner: StatementSync;
  readonly #insertAuthor: StatementSync;
  readonly #selectEntries: StatementSync;
  readonly #selectLast: StatementSync;
  readonly #selectAt: StatementSync;

  constructor(file: string) {
    const db = new DatabaseSync(file);
    this.#db = db;
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000');
    migrate(db);
    this.#insertEntry = db.prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#insertOwner = db.prepare('INSERT INTO owners VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
    this.#insertAuthor = db.prepare(
      'INSERT INTO authors SELECT ?, coalesce(max(number), 0) + 1, ? FROM authors WHERE board = ? RETURNING number',
    );
    this.#selectLast = db.prepare('SELECT seq, at FROM entries WHERE board = ? ORDER BY seq DESC LIMIT 1');
    this.#selectAt = db.prepare('SELECT at FROM entries WHERE board = ? AND seq = ?');
    this.#selectEntries = db.prepare(`
      SELECT seq, at, made_at, authors.person, connection, kind, intent, crc, payload
      FROM entries LEFT JOIN authors ON authors.board = entries.board AND authors.number = entries.author
      WHERE entries.board = ? AND seq > ? ORDER BY seq LIMIT ?`);
  }

  /** After a failed commit the store answers again only when it can write again: the disk may be full. */
  ping(): void {
    if (!this.#failed) return;
    this.#db.exec(`PRAGMA user_version = ${FORMAT}`);
    this.#failed = false;
  }

  create(boardId: BoardId, generation: string): void {
    this.#db
      .prepare('INSERT INTO boards (id, generation) VALUES (?, ?) ON CONFLICT DO NOTHING')
      .run(boardId, generation);
  }

  open(boardId: BoardId): StoredBoard | null {
    const row = this.#db.prepare('SELECT number, generation FROM boards WHERE id = ?').get(boardId);
    if (row === undefined) return null;
    const last = this.#selectLast.get(row['number'] as number);
    const owners = this.#db
      .prepare(`SELECT client, person FROM owners JOIN authors ON authors.board = owners.board AND number = author
                WHERE owners.board = ?`)
      .all(row['number'] as number);
    return {
      generation: row['generation'] as string,
      owners: new Map(owners.map((owner) => [owner['client'] as ClientId, owner['person'] as PersonId])),
      lastSeq: (last?.['seq'] as number | undefined) ?? 0,
      lastAt: (last?.['at'] as number | undefined) ?? 0,
    };
  }

  /** One transaction for all boards' entries. The primary key refuses a seq twice, so a second owner cannot fork a log. */
  append({ entries, claims }: AppendBatch): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      for (const claim of claims) {
        const board = this.#boardNumber(claim.boardId);
        this.#insertOwner.run(board, claim.clientId, this.#authorNumber(board, claim.personId));
      }
      for (const entry of entries) this.#insert(entry);
      this.#db.exec('COMMIT');
      this.#failed = false;
    } catch (error) {
      this.#failed = true;
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      // Numbers given out in the rolled-back transaction do not exist.
      this.#authorNumbers.clear();
      this.#lastSeqs.clear();
      throw error;
    }
  }

  read(boardId: BoardId, after: number, limit: number): LogEntry[] {
    const rows = this.#selectEntries.all(this.#boardNumber(boardId), after, limit) as unknown as EntryRow[];
    return rows.map((row) => entryOf(boardId, row));
  }

  /** `at` never decreases with seq and seqs are gap-free from 1, so a binary search finds the last entry not after t. */
  seqAt(boardId: BoardId, t: number): number {
    const board = this.#boardNumber(boardId);
    let low = 0;
    let high = this.#lastSeq(board);
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const at = this.#selectAt.get(board, middle)?.['at'] as number;
      if (at <= t) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  close(): void {
    this.#db.close();
  }

  #insert(entry: AppendedEntry): void {
    const board = this.#boardNumber(entry.boardId);
    if (entry.seq !== this.#lastSeq(board) + 1) {
      throw new WeftError('storage_failed', `entry ${entry.seq} does not follow ${this.#lastSeq(board)}`);
    }
    this.#lastSeqs.set(board, entry.seq);
    const author = entry.personId === null ? 0 : this.#authorNumber(board, entry.personId);
    this.#insertEntry.run(
      board,
      entry.seq,
      entry.at,
      entry.madeAt ?? null,
      author,
      entry.connectionId,
      KINDS.indexOf(entry.kind),
      entry.intent === undefined ? null : JSON.stringify(entry.intent),
      crc32(entry.payload),
      entry.payload,
    );
  }

  #lastSeq(board: number): number {
    const known = this.#lastSeqs.get(board);
    if (known !== undefined) return known;
    const row = this.#selectLast.get(board);
    const last = (row?.['seq'] as number | undefined) ?? 0;
    this.#lastSeqs.set(board, last);
    return last;
  }

  #boardNumber(boardId: BoardId): number {
    const known = this.#boardNumbers.get(boardId);
    if (known !== undefined) return known;
    const row = this.#db.prepare('SELECT number FROM boards WHERE id = ?').get(boardId);
    if (row === undefined) throw new WeftError('board_not_found', boardId);
    const number = row['number'] as number;
    this.#boardNumbers.set(boardId, number);
    return number;
  }

  #authorNumber(board: number, person: PersonId): number {
    const key = `${board}/${person}`;
    const known = this.#authorNumbers.get(key);
    if (known !== undefined) return known;
    const row =
      this.#db.prepare('SELECT number FROM authors WHERE board = ? AND person = ?').get(board, person) ??
      this.#insertAuthor.get(board, person, board);
    const number = row?.['number'] as number;
    this.#authorNumbers.set(key, number);
    return number;
  }
}

function migrate(db: DatabaseSync): void {
  const version = db.prepare('PRAGMA user_version').get()?.['user_version'] as number;
  if (version === FORMAT) return;
  if (version !== 0) throw new WeftError('storage_failed', `log.db has format ${version}, this Weft reads ${FORMAT}`);
  db.exec(`BEGIN; ${LAYOUT} PRAGMA user_version = ${FORMAT}; COMMIT`);
}

function entryOf(boardId: BoardId, row: EntryRow): LogEntry {
  if (crc32(row.payload) !== row.crc) {
    throw new WeftError('storage_failed', `entry ${row.seq} of board ${boardId} does not match its checksum`);
  }
  return {
    seq: row.seq,
    at: row.at,
    ...(row.made_at === null ? {} : { madeAt: row.made_at }),
    personId: row.person as PersonId | null,
    connectionId: row.connection as ConnectionId,
    kind: KINDS[row.kind] ?? 'event',
    ...(row.intent === null ? {} : { intent: JSON.parse(row.intent) as Intent }),
    payload: row.payload,
  };
}
