import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { BoardId } from '@weft/protocol';
import { temporaryDirectory } from '../database/temporaryDirectory.testkit.ts';
import { LogSealing } from './LogSealing.ts';
import { EAGER } from './sealing.testkit.ts';
import { SqliteUpdateLog } from './SqliteUpdateLog.ts';
import { entry } from './updateLogContract.testkit.ts';
import { soon } from '../soon.testkit.ts';

it('a server names at its start what is damaged in its log, and seals in the background what is not', async () => {
  const file = join(await temporaryDirectory(), 'log.db');
  const log = new SqliteUpdateLog(file);
  const boards = ['b1', 'b2', 'b3'] as BoardId[];
  for (const boardId of boards) {
    await log.create(boardId, 'g');
    await log.append({ entries: [1, 2, 3, 4, 5, 6].map((seq) => entry(seq, { boardId })), claims: [] });
  }
  const before = await log.read('b1' as BoardId, 0, 100);
  const db = new DatabaseSync(file);
  db.exec("UPDATE entries SET payload = x'00' WHERE board = 2 AND seq = 4");
  const damages: string[] = [];
  const error = vi.fn<() => void>();
  const logger = { debug: error, info: error, warn: error, error };
  const sealing = new LogSealing({
    file,
    log,
    now: () => Date.now(),
    logger,
    onDamage: (words) => damages.push(words),
    policy: { ...EAGER, coldEntries: 100 },
    lookEveryMs: 10,
  });
  onTestFinished(async () => {
    await sealing.stop();
    await log.close();
    db.close();
  });
  const segments = (): unknown[] => db.prepare('SELECT board, first, last FROM segments ORDER BY board, first').all();
  await soon(() => expect(sealing.isBroken).toBe(true));
  expect(damages).toEqual(['entry 4 of board b2 does not match its checksum']);
  // All that is sound is sealed; the damaged entry stays where it can be looked at.
  expect(segments()).toEqual([
    { board: 1, first: 1, last: 3 },
    { board: 1, first: 4, last: 6 },
    { board: 2, first: 1, last: 3 },
    { board: 3, first: 1, last: 3 },
    { board: 3, first: 4, last: 6 },
  ]);
  expect(error).toHaveBeenCalledTimes(1);
  expect(await log.read('b1' as BoardId, 0, 100)).toEqual(before);
  expect((await log.sizes()).sealed).toBeGreaterThan(0);
}, 60_000);
