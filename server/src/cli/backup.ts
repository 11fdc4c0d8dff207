import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { syncFolder, writeArchive, type Source } from './archive.ts';
import { CommandError, counted, inWords, type Say } from './sayings.ts';

export interface BackupOptions {
  readonly dataDir: string;
  readonly file: string;
  readonly version: string;
  readonly now: number;
  readonly say: Say;
}

/**
 * Puts everything into one file, while the server goes on. The databases are copied as of one moment each, people and
 * boards first: a log whose board came later does no harm, a board without its log would. Images are kept by their hash
 * and never change. The file appears under its name only when it is whole.
 * @throws CommandError
 */
export async function backup({ dataDir, file, version, now, say }: BackupOptions): Promise<void> {
  const target = resolve(file);
  if (existsSync(target)) throw new CommandError(`${file} exists already. Nothing was changed; name another.`);
  for (const name of ['app.db', 'log.db']) {
    if (!existsSync(join(dataDir, name))) throw new CommandError(`${dataDir} holds no ${name}: is DATA_DIR right?`);
  }
  await makeBackup(target, { dataDir, file, version, now, say }).catch((error: unknown) => {
    throw inWords(error, file);
  });
}

async function makeBackup(target: string, { dataDir, file, version, now, say }: BackupOptions): Promise<void> {
  const beside = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
  try {
    const [appDb, logDb] = [join(beside, 'app.db'), join(beside, 'log.db')];
    copyDatabase(join(dataDir, 'app.db'), appDb);
    copyDatabase(join(dataDir, 'log.db'), logDb);
    const images = imagesIn(appDb, dataDir);
    const sources: Source[] = [{ name: 'app.db', path: appDb }, { name: 'log.db', path: logDb }, ...images];
    const secret = join(dataDir, 'secret');
    if (existsSync(secret)) sources.push({ name: 'secret', path: secret });
    const parts = join(beside, 'backup');
    const { files } = await writeArchive(parts, sources, { weft: version, createdAt: now });
    await rename(parts, target);
    await syncFolder(dirname(target));
    const bytes = files.reduce((sum, part) => sum + part.bytes, 0);
    const what = `${counted(boardsIn(appDb), 'board')} and ${counted(images.length, 'image')}`;
    say(`${file} holds ${what} (${Math.ceil(bytes / 1e6)} MB unpacked).`);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

/** A consistent copy, also while somebody writes: SQLite reads in one transaction. Free pages are left out. */
function copyDatabase(from: string, to: string): void {
  const db = new DatabaseSync(from, { readOnly: true });
  try {
    db.exec('PRAGMA busy_timeout = 5000');
    db.prepare('VACUUM INTO ?').run(to);
  } finally {
    db.close();
  }
}

function imagesIn(appDb: string, dataDir: string): Source[] {
  return query(appDb, 'SELECT id FROM assets ORDER BY id').map(({ id }) => {
    const name = `assets/${String(id).slice(0, 2)}/${String(id).slice(2)}`;
    const path = join(dataDir, name);
    if (!existsSync(path)) throw new CommandError(`The image ${String(id)} is missing. \`weft verify\` says more.`);
    return { name, path };
  });
}

const boardsIn = (appDb: string): number => query(appDb, 'SELECT count(*) AS n FROM boards')[0]?.['n'] as number;

function query(file: string, sql: string): Record<string, unknown>[] {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return db.prepare(sql).all();
  } finally {
    db.close();
  }
}
