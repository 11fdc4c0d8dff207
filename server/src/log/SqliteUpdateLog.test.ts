import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import type { BoardId } from '@weft/protocol';
import { DirectUpdateLog } from './sealing.testkit.ts';
import { SqliteUpdateLog } from './SqliteUpdateLog.ts';
import { entry, updateLogContract } from './updateLogContract.testkit.ts';

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
    other.exec("CREATE TRIGGER full BEFORE INSERT ON entries BEGIN SELECT raise(ABORT, 'disk is full'); END");
    await expect(log.append({ entries: [entry(1)], claims: [] })).rejects.toMatchObject({ code: 'storage_failed' });
    other.exec('DROP TRIGGER full; BEGIN IMMEDIATE');
    await expect(log.ping()).rejects.toMatchObject({ code: 'storage_failed' });
    other.exec('ROLLBACK');
    await log.ping();
    other.close();
    await log.append({ entries: [entry(1)], claims: [] });
    await log.close();
  }, 20_000);

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
