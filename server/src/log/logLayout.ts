import type { DatabaseSync } from 'node:sqlite';
import { WeftError } from '@weft/protocol';
import { signSegments } from './signSegments.ts';

/**
 * The versions of `log.db`'s layout, kept in `PRAGMA user_version`: how to get from each to the next. A released one is
 * never changed; the tests migrate from a file of each (`fixtures/`).
 *
 * 1. The hot tail, one row an entry. People are written as per-board numbers (0: nobody), so that hiding or erasing a
 *    person changes one row and no entry. `crc` covers the payload: a rotten byte is found when it is read and never
 *    handed on as truth.
 * 2. Sealed history: runs of entries as segments, whose rows are then gone from `entries`, and keyframes. `hash` is the
 *    SHA-256 of `bytes`. `payload_bytes` is what a segment's payloads come to unpacked. `events` repeats the events that
 *    are in segments, so that a board opens from a keyframe without unpacking them all. `room` is for finding out
 *    whether the disk has any.
 * 3. Who did what was sealed lies in `signatures`, apart from `bytes`, which are sent to everybody on the board.
 * 4. A keyframe that another one follows is pruned: good for the entries up to `until`, and no further. The newest is whole.
 * 5. Tracks: what was shown over the entries after `seq` up to `until`, in a schema of records; those of another one are made anew. Without
 *    bytes where there can be none. Of the keyframes that they make needless only one in so many entries stays.
 */
const STEPS: readonly (string | ((db: DatabaseSync) => void))[] = [
  `CREATE TABLE boards (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, generation TEXT NOT NULL) STRICT;
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
   ) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE segments (
     board INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, first_at INTEGER NOT NULL,
     last_at INTEGER NOT NULL, payload_bytes INTEGER NOT NULL, hash TEXT NOT NULL, bytes BLOB NOT NULL
   ) STRICT;
   CREATE UNIQUE INDEX segments_by_last ON segments (board, last);
   CREATE TABLE keyframes (board INTEGER NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;
   CREATE UNIQUE INDEX keyframes_by_seq ON keyframes (board, seq);
   CREATE TABLE events (
     board INTEGER NOT NULL, seq INTEGER NOT NULL, crc INTEGER NOT NULL, payload BLOB NOT NULL, PRIMARY KEY (board, seq)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE room (bytes BLOB NOT NULL) STRICT;`,
  (db) => {
    db.exec(`ALTER TABLE segments ADD COLUMN signatures_hash TEXT NOT NULL DEFAULT '';
             ALTER TABLE segments ADD COLUMN signatures BLOB NOT NULL DEFAULT x'';`);
    signSegments(db);
  },
  'ALTER TABLE keyframes ADD COLUMN until INTEGER',
  `CREATE TABLE tracks (
     board INTEGER NOT NULL, seq INTEGER NOT NULL, until INTEGER NOT NULL, schema TEXT NOT NULL, hash TEXT NOT NULL,
     bytes BLOB NOT NULL
   ) STRICT;
   CREATE UNIQUE INDEX tracks_by_seq ON tracks (board, seq);`,
];

const FORMAT = STEPS.length;

export const KINDS = ['update', 'event'] as const;

/** Brings a file to today's layout in one transaction. @throws WeftError `storage_failed` for a later one. */
export function migrateLog(db: DatabaseSync): void {
  const version = formatOfLog(db);
  if (version === FORMAT) return;
  assertReadable(version);
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const step of STEPS.slice(version)) {
      if (typeof step === 'string') db.exec(step);
      else step(db);
    }
    db.exec(`PRAGMA user_version = ${FORMAT}; COMMIT`);
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** @throws WeftError `storage_failed` when a file is of another layout than today's. */
export function assertTodaysLayout(db: DatabaseSync): void {
  const version = formatOfLog(db);
  assertReadable(version);
  if (version !== FORMAT) throw new WeftError('storage_failed', `log.db has format ${version}; start Weft once`);
}

const formatOfLog = (db: DatabaseSync): number => db.prepare('PRAGMA user_version').get()?.['user_version'] as number;

function assertReadable(version: number): void {
  if (version <= FORMAT) return;
  throw new WeftError('storage_failed', `log.db has format ${version}, this Weft reads up to ${FORMAT}`);
}
