import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readArchive, syncFolder } from './archive.ts';
import { CommandError, counted, type Say } from './sayings.ts';

export interface RestoreOptions {
  readonly dataDir: string;
  readonly file: string;
  readonly say: Say;
}

/**
 * Makes a data folder from a backup. Every board gets a new generation [I11]: devices that know what came after the
 * backup set their copies aside, and do not bring it back piece by piece. The folder appears only when it is whole.
 * @throws CommandError
 */
export async function restore({ dataDir, file, say }: RestoreOptions): Promise<void> {
  const target = resolve(dataDir);
  if (existsSync(target) && readdirSync(target).length > 0) {
    throw new CommandError(`${dataDir} is not empty. Nothing was changed; name an empty folder with DATA_DIR.`);
  }
  await mkdir(dirname(target), { recursive: true });
  const beside = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
  try {
    const { createdAt } = await readArchive(file, beside);
    const boards = renewGenerations(join(beside, 'log.db'));
    await syncFolder(beside);
    if (existsSync(target)) await rmdir(target);
    await rename(beside, target);
    await syncFolder(dirname(target));
    say(`${dataDir} holds ${counted(boards, 'board')} as of ${new Date(createdAt).toISOString()}. Start Weft with it.`);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
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
