import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { boardsOf, checkBoard, checkReplay } from '../log/checkLog.ts';
import { LogReader } from '../log/LogReader.ts';
import { hashOf } from './archive.ts';
import { CommandError, counted, type Say } from './sayings.ts';

/**
 * Looks through everything that a data folder holds, while the server may go on: both databases, every entry, segment
 * and keyframe by its checksum, gaps, each board's keyframes against its log replayed, each image against its hash.
 * @returns how many faults there are; each was said by name
 * @throws CommandError when there is nothing to look at
 */
export async function verify({ dataDir, say }: { readonly dataDir: string; readonly say: Say }): Promise<number> {
  let faults = 0;
  const found = (words: string): void => {
    faults += 1;
    say(`✗ ${words}`);
  };
  for (const name of ['app.db', 'log.db']) {
    if (!existsSync(join(dataDir, name))) throw new CommandError(`${dataDir} holds no ${name}: is DATA_DIR right?`);
    for (const words of integrityOf(join(dataDir, name))) found(`${name}: ${words}`);
  }
  // What SQLite itself cannot read tells nothing more.
  if (faults > 0) return faults;
  const reader = new LogReader(join(dataDir, 'log.db'));
  const boards = boardsOf(reader);
  for (const board of boards) {
    const before = faults;
    for (const words of checkBoard(reader, board)) found(words);
    // A log with a hole cannot be replayed, and that it cannot is no second fault.
    if (faults === before) for (const words of checkReplay(reader, board)) found(words);
  }
  reader.close();
  const app = new DatabaseSync(join(dataDir, 'app.db'), { readOnly: true });
  const logged = new Set<string>(boards.map(({ id }) => id));
  for (const { id } of app.prepare('SELECT id FROM boards').all()) {
    if (!logged.has(String(id))) found(`board ${String(id)} has no log`);
  }
  const images = app
    .prepare('SELECT id FROM assets')
    .all()
    .map(({ id }) => String(id));
  app.close();
  for (const id of images) for (const words of await checkImage(dataDir, id)) found(words);
  const what = `${counted(boards.length, 'board')} and ${counted(images.length, 'image')}`;
  if (faults === 0) say(`✓ ${what}: all is well.`);
  else say(`${counted(faults, 'fault')} in ${what}.`);
  return faults;
}

function integrityOf(file: string): string[] {
  try {
    const db = new DatabaseSync(file, { readOnly: true });
    try {
      const rows = db
        .prepare('PRAGMA integrity_check(10)')
        .all()
        .map((row) => String(row['integrity_check']));
      return rows.filter((words) => words !== 'ok');
    } finally {
      db.close();
    }
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

async function checkImage(dataDir: string, id: string): Promise<string[]> {
  const path = join(dataDir, 'assets', id.slice(0, 2), id.slice(2));
  if (!existsSync(path)) return [`image ${id} is missing`];
  return (await hashOf(path)) === id ? [] : [`image ${id} is not what its hash says`];
}
