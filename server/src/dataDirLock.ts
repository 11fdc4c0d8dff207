import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { WeftError } from '@weft/protocol';

/**
 * One server per data folder: two would each believe that they own a board. The lock is a SQLite transaction held for the
 * life of the process, so the operating system releases it whatever way the process ends.
 * @returns the release.
 */
export function lockDataDir(dataDir: string): () => void {
  const db = new DatabaseSync(join(dataDir, 'lock.db'));
  try {
    db.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    throw new WeftError('storage_failed', `another Weft server uses the folder ${dataDir} (${String(error)})`);
  }
  return () => db.close();
}
