import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { WeftError } from '@weft/protocol';
import { assertNoUnfinishedRestore } from './unfinishedRestore.ts';

const SQLITE_BUSY = 5;

/**
 * One server per data folder: two would each believe that they own a board. The lock is a SQLite transaction held for the
 * life of the process, so the operating system releases it whatever way the process ends.
 * @returns the release.
 */
export function lockDataDir(dataDir: string): () => void {
  assertNoUnfinishedRestore(dataDir);
  const file = join(dataDir, 'lock.db');
  let db: DatabaseSync | null = null;
  try {
    db = new DatabaseSync(file);
    db.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    const busy = (error as { errcode?: unknown }).errcode === SQLITE_BUSY;
    if (busy) throw new WeftError('storage_failed', `another Weft server uses the folder ${dataDir}`);
    throw new WeftError('storage_failed', `${file} cannot be used: ${String(error)}. May this user write there?`);
  }
  const held = db;
  return () => held.close();
}
