import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { RESTORING } from '../unfinishedRestore.ts';
import { readArchive, syncFolder } from './archive.ts';
import { CommandError, counted, inWords, type Say } from './sayings.ts';

export interface RestoreOptions {
  readonly dataDir: string;
  readonly file: string;
  readonly say: Say;
}

/** Of a disk that is mounted at the folder, not of anybody. */
const NOT_OURS = new Set(['lost+found']);
/** What a backup holds, and what SQLite puts beside it. */
const RESTORED = ['app.db', 'log.db', 'secret', 'assets', 'app.db-wal', 'app.db-shm', 'log.db-wal', 'log.db-shm'];

/**
 * Makes a data folder from a backup. Every board gets a new generation [I11]: devices that know what came after the
 * backup set their copies aside, and do not bring it back piece by piece.
 *
 * The folder itself may be where a disk is mounted, so nothing is put in its place: all is made inside of it, in a folder
 * whose presence says that it is not done, and moved up when it is whole. No server starts before that folder is gone.
 * @throws CommandError
 */
export async function restore({ dataDir, file, say }: RestoreOptions): Promise<void> {
  const target = resolve(dataDir);
  const isNew = !existsSync(target);
  assertEmpty(dataDir, target);
  const staged = join(target, RESTORING);
  try {
    await mkdir(target, { recursive: true });
    await clear(target);
    await mkdir(staged, { mode: 0o700 });
    const { createdAt } = await readArchive(file, staged);
    const boards = renewGenerations(join(staged, 'log.db'));
    await syncFolder(staged);
    await syncFolder(target);
    for (const name of await readdir(staged)) await rename(join(staged, name), join(target, name));
    await syncFolder(target);
    await rmdir(staged);
    await syncFolder(target);
    say(`${dataDir} holds ${counted(boards, 'board')} as of ${new Date(createdAt).toISOString()}. Start Weft with it.`);
  } catch (error) {
    await clear(target);
    if (isNew) await rm(target, { recursive: true, force: true });
    throw inWords(error, dataDir);
  }
}

function assertEmpty(dataDir: string, target: string): void {
  if (!existsSync(target)) return;
  const found = readdirSync(target).filter((name) => !NOT_OURS.has(name));
  // What an earlier restore left half done is replaced, if nothing else is there.
  const leftBehind = found.includes(RESTORING) && found.every((name) => name === RESTORING || RESTORED.includes(name));
  if (found.length > 0 && !leftBehind) {
    throw new CommandError(`${dataDir} is not empty. Nothing was changed; name an empty folder with DATA_DIR.`);
  }
}

/** Takes away what a restore made: the folder that says so last. */
async function clear(target: string): Promise<void> {
  if (!existsSync(join(target, RESTORING))) return;
  for (const name of [...RESTORED, RESTORING]) await rm(join(target, name), { recursive: true, force: true });
}

function renewGenerations(logDb: string): number {
  const db = new DatabaseSync(logDb);
  try {
    const boards = db.prepare('SELECT number FROM boards').all();
    const renew = db.prepare('UPDATE boards SET generation = ? WHERE number = ?');
    db.exec('BEGIN');
    for (const { number } of boards) renew.run(randomBytes(12).toString('base64url'), number as number);
    db.exec('COMMIT');
    return boards.length;
  } finally {
    db.close();
  }
}
