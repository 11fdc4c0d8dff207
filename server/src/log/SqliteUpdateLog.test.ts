import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BoardId } from '@weft/protocol';
import { startWorker } from '../workers/WorkerCalls.ts';
import { DirectUpdateLog } from './sealing.testkit.ts';
import { SqliteUpdateLog } from './SqliteUpdateLog.ts';
import { entry, updateLogContract } from './updateLogContract.testkit.ts';
import { soon } from '../soon.testkit.ts';

const folders: string[] = [];
const logFile = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'weft-log-'));
  folders.push(folder);
  return join(folder, 'log.db');
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

updateLogContract('SqliteUpdateLog', async () => {
  const file = logFile();
  let log = new SqliteUpdateLog(file);
  const reopen = async () => {
    await log.close();
    log = new SqliteUpdateLog(file);
    return log;
  };
  return { log, reopen };
});

updateLogContract('A log in which everything is sealed at once', async () => {
  const file = logFile();
  let log = new DirectUpdateLog(file, true);
  const reopen = async () => {
    await log.close();
    log = new DirectUpdateLog(file, true);
    return log;
  };
  return { log, reopen };
});

/** Takes 100 ms for each commit. */
const SLOW_WRITER = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ id, op }) =>
    setTimeout(() => parentPort.postMessage({ id, ok: true, value: [] }), op === 'append' ? 100 : 0));
`;

/** Takes 100 ms for each commit, and then fails. */
const FAILING_WRITER = `
  const { parentPort } = require('node:worker_threads');
  const error = { code: 'storage_full', detail: 'said the test' };
  parentPort.on('message', ({ id, op }) =>
    setTimeout(() => parentPort.postMessage(op === 'append' ? { id, ok: false, ...error } : { id, ok: true, value: null }),
      op === 'append' ? 100 : 0));
`;

describe('SqliteUpdateLog', () => {
  it('is for the server’s user alone', async () => {
    const file = logFile();
    const log = new SqliteUpdateLog(file);
    await log.ping();
    expect([file, `${file}-wal`].map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600]);
    await log.close();
  });

  it('answers no ping after a failed commit until it can write again', async () => {
    const file = logFile();
    const log = new SqliteUpdateLog(file);
    await log.create('b1' as BoardId, 'g');
    const other = new DatabaseSync(file);
    // Nobody else can write to the file.
    other.exec('BEGIN IMMEDIATE');
    await expect(log.append({ entries: [entry(1)], claims: [] })).rejects.toMatchObject({ code: 'storage_failed' });
    await expect(log.ping()).rejects.toMatchObject({ code: 'storage_failed' });
    other.exec('ROLLBACK');
    await log.ping();
    other.close();
    await log.append({ entries: [entry(1)], claims: [] });
    await log.close();
  }, 40_000);

  it('commits what arrives in one turn as one group, and everything before it closes', async () => {
    const file = logFile();
    const log = new SqliteUpdateLog(file);
    await log.create('b1' as BoardId, 'g');
    const pending = Array.from({ length: 500 }, (_, index) => log.append({ entries: [entry(index + 1)], claims: [] }));
    await log.close();
    await Promise.all(pending);
    const db = new DatabaseSync(file);
    expect(db.prepare('SELECT count(*) AS n FROM entries').get()).toEqual({ n: 500 });
    db.close();
  });

  it('tells of a backlog while the disk takes less than what comes in, and of its end', async () => {
    const log = new SqliteUpdateLog(logFile(), { startWriter: () => new Worker(SLOW_WRITER, { eval: true }) });
    const first = log.append({ entries: [entry(1)], claims: [] });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(log.backlog).toBeNull();
    const large = new Uint8Array(1024 * 1024);
    const rest = [2, 3, 4, 5, 6].map((seq) => log.append({ entries: [entry(seq, { payload: large })], claims: [] }));
    expect(log.waiting).toEqual({ entries: 5, bytes: 5 * 1024 * 1024 });
    const { backlog } = log;
    expect(backlog).not.toBeNull();
    await first;
    expect(log.backlog).toBe(backlog);
    await Promise.all(rest);
    await backlog;
    expect(log.backlog).toBeNull();
    await log.close();
  });

  it('tells of the end of a backlog also when it grew behind a commit that failed', async () => {
    const log = new SqliteUpdateLog(logFile(), { startWriter: () => new Worker(FAILING_WRITER, { eval: true }) });
    const first = log.append({ entries: [entry(1)], claims: [] });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const large = new Uint8Array(5 * 1024 * 1024);
    const second = log.append({ entries: [entry(2, { payload: large })], claims: [] });
    const { backlog } = log;
    expect(backlog).not.toBeNull();
    expect((await Promise.allSettled([first, second])).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await backlog;
    expect(log.backlog).toBeNull();
    await log.close();
  });

  it('gets another worker when the one that writes dies, and keeps what was durable', async () => {
    const file = logFile();
    const started: Worker[] = [];
    const deaths = vi.fn<(reason: unknown) => void>();
    const log = new SqliteUpdateLog(file, {
      onWorkerDeath: deaths,
      startWriter: () => {
        const worker = startWorker(import.meta.url, 'logWorker', { file });
        started.push(worker);
        return worker;
      },
    });
    await log.create('b1' as BoardId, 'g');
    await log.append({ entries: [entry(1)], claims: [] });
    const underWay = log.append({ entries: [entry(2)], claims: [] });
    await started[0]?.terminate();
    await expect(underWay).rejects.toMatchObject({ code: 'storage_failed' });
    await expect(log.ping()).rejects.toMatchObject({ code: 'storage_failed' });
    await soon(() => log.ping());
    expect([started.length, deaths.mock.calls.length]).toEqual([2, 1]);
    const last = (await log.open('b1' as BoardId))?.lastSeq ?? 0;
    await log.append({ entries: [entry(last + 1)], claims: [] });
    expect((await log.read('b1' as BoardId, 0, 9)).length).toBe(last + 1);
    await log.close();
  });

  it('finds a rotten byte by its checksum and does not hand it on', async () => {
    const file = logFile();
    let log = new SqliteUpdateLog(file);
    await log.create('b1' as BoardId, 'g');
    await log.append({ entries: [entry(1)], claims: [] });
    await log.close();
    const db = new DatabaseSync(file);
    db.exec("UPDATE entries SET payload = x'010204'");
    db.close();
    log = new SqliteUpdateLog(file);
    await expect(log.read('b1' as BoardId, 0, 1)).rejects.toMatchObject({ code: 'storage_failed' });
    await log.close();
  });

  it('says what is wrong when the file is of a later format', async () => {
    const file = logFile();
    const db = new DatabaseSync(file);
    db.exec('PRAGMA user_version = 99');
    db.close();
    const log = new SqliteUpdateLog(file);
    await expect(log.open('b1' as BoardId)).rejects.toMatchObject({ code: 'storage_failed' });
  });
});
