import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildApp } from './app.ts';
import { readConfig } from './config.ts';
import { lockDataDir } from './dataDirLock.ts';
import { startFailure } from './startFailure.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weft-start-'));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

const configFor = (environment: Record<string, string>) =>
  readConfig({ HOST: '127.0.0.1', LOG_LEVEL: 'silent', DATA_DIR: folder, ...environment });

async function wordsOf(work: () => unknown, environment: Record<string, string> = {}): Promise<string> {
  try {
    await work();
  } catch (error) {
    return startFailure(error, configFor(environment)).join(' ');
  }
  throw new Error('it did not fail');
}

const listenElsewhere = () =>
  new Promise((resolve, reject) =>
    createServer()
      .once('error', reject)
      .listen(0, '192.0.2.1', () => resolve(null)),
  );

describe('why the server cannot start', () => {
  it.each(['log.db', 'app.db'])('names the file that is no database: %s', async (file) => {
    writeFileSync(join(folder, file), 'no database '.repeat(1_000));
    expect(await wordsOf(() => buildApp(configFor({})))).toContain(join(folder, file));
  });

  it('does not take a broken lock for another server', async () => {
    writeFileSync(join(folder, 'lock.db'), 'no database '.repeat(1_000));
    const words = await wordsOf(() => lockDataDir(folder));
    expect(words).toContain('lock.db');
    expect(words).not.toContain('another Weft server');
  });

  it('tells of another server on the same folder', async () => {
    const unlock = lockDataDir(folder);
    expect(await wordsOf(() => lockDataDir(folder))).toContain('another Weft server uses the folder');
    unlock();
  });

  it('tells of a folder that is a file, without a stack', async () => {
    const dataDir = join(folder, 'file');
    writeFileSync(dataDir, '');
    const words = await wordsOf(() => buildApp(configFor({ DATA_DIR: dataDir })), { DATA_DIR: dataDir });
    expect(words).toContain(`the folder ${dataDir} cannot be used`);
    expect(words).not.toContain(' at ');
  });

  it('tells of an address that is not ours', async () => {
    expect(await wordsOf(listenElsewhere, { HOST: '192.0.2.1' })).toContain(
      'HOST=192.0.2.1 is no address of this machine',
    );
  });
});
