import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { erasedGeneration, WeftError, type BoardId, type PersonId } from '@weft/protocol';
import { KINDS, migrateLog } from './logLayout.ts';
import { TRACK_SCHEMA } from './trackSchema.ts';
import { SOMEONE } from './erasing/eraseEntry.ts';
import type { ErasedLog } from './erasing/LogEraser.ts';
import type { DroppedPiece, KeyframePiece, PrunedPiece, SegmentPiece, TrackPiece } from './sealedPieces.ts';
import { diskFaultOf } from '../workers/diskFault.ts';
import type { AppendBatch, AppendedEntry, ClientIdClaim, FailedBoard } from './UpdateLog.ts';

/** A disk has room again when it takes this much. */
const ROOM_BYTES = 256 * 1024;

/** How long somebody else's hold on the file is waited for. */
const PATIENCE_MS = 5_000;
/** So often that is waited for whoever reads while old pages are to go. */
const MOST_TRIES = 5;

/**
 * The one writer of `log.db`: synchronous, so it lives in a worker. Everything is durable when a method returns, and a
 * method that throws has changed nothing.
 */
export class LogStore {
  readonly #db: DatabaseSync;
  readonly #boardNumbers = new Map<BoardId, number>();
  readonly #authorNumbers = new Map<string, number>();
  readonly #lastSeqs = new Map<number, number>();
  #failed = false;
  readonly #insertEntry: StatementSync;
  readonly #insertOwner: StatementSync;
  readonly #insertAuthor: StatementSync;
  readonly #selectLast: StatementSync;

  constructor(file: string) {
    const db = new DatabaseSync(file);
    this.#db = db;
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = ${PATIENCE_MS}`);
    // What is sealed goes from its rows for good: what its writer took back within one burst is not in the segment (measured:
    // docs/decisions/0013-erasing.md).
    db.exec('PRAGMA secure_delete = ON');
    migrateLog(db);
    // They are derived, and made anew in today's.
    db.prepare('DELETE FROM tracks WHERE schema <> ?').run(TRACK_SCHEMA);
    this.#insertEntry = db.prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#insertOwner = db.prepare('INSERT INTO owners VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
    this.#insertAuthor = db.prepare(
      'INSERT INTO authors SELECT ?, coalesce(max(number), 0) + 1, ? FROM authors WHERE board = ? RETURNING number',
    );
    this.#selectLast = db.prepare(`
      SELECT max(coalesce((SELECT max(seq) FROM entries WHERE board = ?1), 0),
                 coalesce((SELECT max(last) FROM segments WHERE board = ?1), 0)) AS last`);
  }

  /** After a failed commit the store answers again only when it can write again: the disk may be full. */
  ping(): void {
    if (!this.#failed) return;
    // Two transactions, since pages that are freed in the one that took them are never written.
    this.#transaction(() => {
      this.#db.exec('DELETE FROM room');
      this.#db.prepare('INSERT INTO room VALUES (zeroblob(?))').run(ROOM_BYTES);
    });
    this.#transaction(() => this.#db.exec('DELETE FROM room'));
    this.#failed = false;
  }

  create(boardId: BoardId, generation: string): void {
    this.#db
      .prepare('INSERT INTO boards (id, generation) VALUES (?, ?) ON CONFLICT DO NOTHING')
      .run(boardId, generation);
  }

  /**
   * One transaction for all boards' entries. The primary key refuses a seq twice, so a second owner cannot fork a log.
   * What is wrong with one board's entries is no reason to refuse the others': each board is then tried by itself.
   * @returns the boards of which nothing was kept
   */
  append(batch: AppendBatch): readonly FailedBoard[] {
    try {
      this.#transaction(() => this.#insertAll(batch));
      this.#failed = false;
      return [];
    } catch (error) {
      this.#forgetNumbers();
      if (diskFaultOf(error) === null) return this.#appendApart(batch);
      this.#failed = true;
      throw error;
    }
  }

  #appendApart(batch: AppendBatch): readonly FailedBoard[] {
    const failed: FailedBoard[] = [];
    this.#transaction(() => {
      for (const [boardId, own] of byBoard(batch)) {
        this.#db.exec('SAVEPOINT board');
        try {
          this.#insertAll(own);
        } catch (error) {
          if (diskFaultOf(error) !== null) throw error;
          this.#db.exec('ROLLBACK TO board');
          this.#forgetNumbers();
          failed.push({ boardId, reason: reasonOf(error) });
        }
        this.#db.exec('RELEASE board');
      }
    });
    return failed;
  }

  #insertAll({ entries, claims }: AppendBatch): void {
    for (const claim of claims) {
      const board = this.#boardNumber(claim.boardId);
      this.#insertOwner.run(board, claim.clientId, this.#authorNumber(board, claim.personId));
    }
    for (const entry of entries) this.#insert(entry);
  }

  /** Numbers that were given out in what is rolled back do not exist. */
  #forgetNumbers(): void {
    this.#authorNumbers.clear();
    this.#lastSeqs.clear();
  }

  /**
   * Puts a log without what was erased in the place of the one it was read from, with the event that says so, under a new
   * generation: all of it or nothing. What was there is overwritten in the file.
   */
  erase(erased: ErasedLog, event: { readonly by: PersonId; readonly at: number; readonly payload: Uint8Array }): void {
    try {
      this.#overwriting(() => {
        this.#assertUnchanged(erased);
        this.#replaceEntries(erased);
        if (erased.personId !== null) this.#forgetPerson(erased.board, erased.personId);
        this.#forgetNumbers();
        const { board, lastSeq } = erased;
        const author = this.#authorNumber(board, event.by);
        const kind = KINDS.indexOf('event');
        this.#insertEntry.run(
          board,
          lastSeq + 1,
          event.at,
          null,
          author,
          'server',
          kind,
          null,
          crc32(event.payload),
          event.payload,
        );
        const generation = erasedGeneration(erased.generation, randomBytes(12).toString('base64url'));
        this.#db.prepare('UPDATE boards SET generation = ? WHERE number = ?').run(generation, board);
      });
    } finally {
      this.#forgetNumbers();
    }
    this.#rewriteFile();
  }

  /**
   * Overwriting is not enough: where rows moved from page to page, SQLite leaves copies of them in the free space of both,
   * and so do rows that were sealed. The file is made anew from what is left, and the old pages go once nobody reads them.
   */
  #rewriteFile(): void {
    this.#db.exec('VACUUM');
    for (let tries = 0; !this.emptyJournal(); tries++) {
      if (tries === MOST_TRIES)
        throw new WeftError('storage_failed', 'the log is read without an end: old pages are still in it');
    }
  }

  /** One transaction in which the file keeps nothing of what is taken out. */
  #overwriting(work: () => void): void {
    this.#db.exec('PRAGMA secure_delete = ON');
    try {
      this.#transaction(work);
    } finally {
      this.#db.exec('PRAGMA secure_delete = OFF');
    }
  }

  /**
   * What was overwritten is still in the write-ahead log until that is emptied; whoever reads may keep it for a while.
   *
   * @returns whether it is empty
   */
  emptyJournal(): boolean {
    return this.#db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;
  }

  #assertUnchanged({ board, generation, lastSeq }: ErasedLog): void {
    this.#lastSeqs.delete(board);
    if (this.#generationOf(board) === generation && this.#lastSeq(board) === lastSeq) return;
    throw new WeftError('storage_failed', 'the log has changed since it was read; nothing was erased');
  }

  #generationOf(board: number): unknown {
    return this.#db.prepare('SELECT generation FROM boards WHERE number = ?').get(board)?.['generation'];
  }

  #replaceEntries({ board, rows, segments, keyframes }: ErasedLog): void {
    const row = this.#db.prepare(
      'UPDATE entries SET author = ?, connection = ?, crc = ?, payload = ? WHERE board = ? AND seq = ?',
    );
    for (const { seq, author, connectionId, payload } of rows) {
      row.run(author, connectionId, crc32(payload), payload, board, seq);
    }
    const segment = this.#db.prepare(`UPDATE segments SET payload_bytes = ?, hash = ?, bytes = ?, signatures_hash = ?,
                                      signatures = ? WHERE board = ? AND last = ?`);
    const insideEvent = this.#db.prepare('UPDATE events SET crc = ?, payload = ? WHERE board = ? AND seq = ?');
    for (const { last, payloadBytes, hash, bytes, signatures, events } of segments) {
      segment.run(payloadBytes, hash, bytes, signatures.hash, signatures.bytes, board, last);
      for (const { seq, payload } of events) insideEvent.run(crc32(payload), payload, board, seq);
    }
    const keyframe = this.#db.prepare(
      'UPDATE keyframes SET hash = ?, bytes = ?, until = NULL WHERE board = ? AND seq = ?',
    );
    for (const { seq, hash, bytes } of keyframes) keyframe.run(hash, bytes, board, seq);
    this.#db.prepare('DELETE FROM tracks WHERE board = ?').run(board);
  }

  /** Their clientIDs stay taken: a session that goes on with one would else write as whoever claims it next. */
  #forgetPerson(board: number, person: PersonId): void {
    this.#authorNumbers.clear();
    const own = this.#authorNumber(board, person);
    this.#db
      .prepare('UPDATE owners SET author = ? WHERE board = ? AND author = ?')
      .run(this.#authorNumber(board, SOMEONE), board, own);
    this.#db.prepare('DELETE FROM authors WHERE board = ? AND number = ?').run(board, own);
  }

  /** Puts a segment in the place of its rows: a crash at any point leaves either the rows or the segment. */
  seal(piece: SegmentPiece): void {
    if (!piece.isRedacted) return this.#transaction(() => this.#replaceRows(piece));
    this.#overwriting(() => this.#replaceRows(piece));
    // Whoever reads at the moment is not waited for, as edits wait as well: the next time does it.
    this.#db.exec('PRAGMA busy_timeout = 0');
    this.emptyJournal();
    this.#db.exec(`PRAGMA busy_timeout = ${PATIENCE_MS}`);
  }

  #replaceRows(piece: SegmentPiece): void {
    const { board, first, last, firstAt, lastAt, payloadBytes, events, signatures, hash, bytes } = piece;
    // What was erased since it was read must not come back.
    if (this.#generationOf(board) !== piece.generation) return;
    this.#db
      .prepare('INSERT INTO segments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(board, first, last, firstAt, lastAt, payloadBytes, hash, bytes, signatures.hash, signatures.bytes);
    const insertEvent = this.#db.prepare('INSERT INTO events VALUES (?, ?, ?, ?)');
    for (const { seq, payload } of events) insertEvent.run(board, seq, crc32(payload), payload);
    const { changes } = this.#db
      .prepare('DELETE FROM entries WHERE board = ? AND seq BETWEEN ? AND ?')
      .run(board, first, last);
    if (changes !== last - first + 1) {
      throw new WeftError('storage_failed', `segment ${first} to ${last} has ${changes} rows to replace`);
    }
  }

  addKeyframe({ board, seq, hash, bytes, generation }: KeyframePiece): void {
    if (this.#generationOf(board) !== generation) return;
    this.#db
      .prepare('INSERT INTO keyframes VALUES (?, ?, ?, ?, NULL) ON CONFLICT DO NOTHING')
      .run(board, seq, hash, bytes);
  }

  /** Only where another keyframe follows: from the newest a board is opened, and whatever comes may refer to all of it. */
  pruneKeyframe({ board, seq, until, hash, bytes, generation }: PrunedPiece): void {
    if (this.#generationOf(board) !== generation) return;
    this.#db
      .prepare(`UPDATE keyframes SET hash = ?1, bytes = ?2, until = ?3 WHERE board = ?4 AND seq = ?5 AND until IS NULL
                AND EXISTS (SELECT 1 FROM keyframes AS next WHERE next.board = ?4 AND next.seq = ?3 AND ?3 > ?5)`)
      .run(hash, bytes, until, board, seq);
  }

  addTrack({ board, seq, until, hash, bytes, generation }: TrackPiece): void {
    if (this.#generationOf(board) !== generation) return;
    this.#db
      .prepare('INSERT INTO tracks VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING')
      .run(board, seq, until, TRACK_SCHEMA, hash, bytes);
  }

  /** Never the newest, from which the board is opened. */
  dropKeyframe({ board, seq, generation }: DroppedPiece): void {
    if (this.#generationOf(board) !== generation) return;
    this.#db
      .prepare(`DELETE FROM keyframes WHERE board = ?1 AND seq = ?2
                AND EXISTS (SELECT 1 FROM keyframes AS later WHERE later.board = ?1 AND later.seq > ?2)`)
      .run(board, seq);
  }

  close(): void {
    this.#db.close();
  }

  #transaction(work: () => void): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#db.exec('COMMIT');
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
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
    const last = this.#selectLast.get(board)?.['last'] as number;
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

function byBoard({ entries, claims }: AppendBatch): ReadonlyMap<BoardId, AppendBatch> {
  const boards = new Map<BoardId, { entries: AppendedEntry[]; claims: ClientIdClaim[] }>();
  const of = (boardId: BoardId) => {
    const own = boards.get(boardId) ?? { entries: [], claims: [] };
    boards.set(boardId, own);
    return own;
  };
  for (const entry of entries) of(entry.boardId).entries.push(entry);
  for (const claim of claims) of(claim.boardId).claims.push(claim);
  return boards;
}

const reasonOf = (error: unknown): string =>
  error instanceof WeftError ? `${error.code} ${error.detail ?? ''}` : String(error);
