import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { zstdCompressSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as Y from 'yjs';
import { packKeyframe } from '@weft/history/sealing';
import type { BoardId } from '@weft/protocol';
import { loadBoard } from '../boards/loadBoard.ts';
import { openDatabase } from '../database/openDatabase.ts';
import { smallDisk } from '../database/smallDisk.testkit.ts';
import { temporaryDirectory } from '../database/temporaryDirectory.testkit.ts';
import { DirectUpdateLog, EAGER } from '../log/sealing.testkit.ts';
import { entry } from '../log/updateLogContract.testkit.ts';
import { zstdCodec } from '../log/zstdCodec.ts';
import { backup } from './backup.ts';
import { restore } from './restore.ts';
import { verify } from './verify.ts';

const board = 'b1' as BoardId;
const IMAGE = Buffer.from('an image, as far as this test is concerned');
const imageId = createHash('sha256').update(IMAGE).digest('hex');

/** A data folder with a board, its log partly sealed, and an image. */
async function dataFolder() {
  const dataDir = await temporaryDirectory();
  await (await openDatabase({ dataDir })).destroy();
  const app = new DatabaseSync(join(dataDir, 'app.db'));
  app.exec(`INSERT INTO people (id, name, color, arrival, created_at) VALUES ('ada', 'Ada', '#b5382a', 0, 1);
            INSERT INTO boards (id, title, created_by, created_at, changed_at) VALUES ('b1', 'A bench', 'ada', 1, 1);
            INSERT INTO assets (id, mime, bytes, created_at) VALUES ('${imageId}', 'image/png', ${IMAGE.length}, 1)`);
  app.close();
  const images = join(dataDir, 'assets', imageId.slice(0, 2));
  mkdirSync(images, { recursive: true });
  writeFileSync(join(images, imageId.slice(2)), IMAGE);
  writeFileSync(join(dataDir, 'secret'), 'shh');
  const log = new DirectUpdateLog(join(dataDir, 'log.db'));
  onTestFinished(() => log.close());
  await log.create(board, 'first');
  const writer = new Writer(log);
  await writer.write(20);
  log.sealAll({ ...EAGER, segmentEntries: 4, coldEntries: 100 });
  return { dataDir, log, writer };
}

class Writer {
  readonly #log: DirectUpdateLog;
  readonly #doc = new Y.Doc();
  written = 0;

  constructor(log: DirectUpdateLog) {
    this.#log = log;
  }

  get state(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc);
  }

  async write(count: number): Promise<void> {
    for (let left = count; left > 0; left--) {
      const before = Y.encodeStateVector(this.#doc);
      this.#doc.getMap('records').set(`k${this.written % 9}`, this.written);
      const payload = Y.encodeStateAsUpdate(this.#doc, before);
      await this.#log.append({ entries: [entry(this.written + 1, { payload })], claims: [] });
      this.written += 1;
    }
  }
}

async function backupOf(dataDir: string): Promise<string> {
  const file = join(await temporaryDirectory(), 'weft.backup');
  await backup({ dataDir, file, version: '0.1.0', now: 1, say: () => undefined });
  return file;
}

async function restored(file: string): Promise<string> {
  const dataDir = join(await temporaryDirectory(), 'data');
  await restore({ dataDir, file, say: () => undefined });
  return dataDir;
}

async function faultsOf(dataDir: string): Promise<string[]> {
  const said: string[] = [];
  const faults = await verify({ dataDir, say: (line) => said.push(line) });
  const named = said.filter((line) => line.startsWith('✗')).map((line) => line.slice(2));
  expect(named).toHaveLength(faults);
  return named;
}

const inLog = (dataDir: string, change: (db: DatabaseSync) => void): void => {
  const db = new DatabaseSync(join(dataDir, 'log.db'));
  change(db);
  db.close();
};

describe('weft backup and restore', () => {
  it('[O1] hold all that was saved when the backup began, also while people go on', async () => {
    const { dataDir, writer } = await dataFolder();
    const before = writer.written;
    const going = writer.write(300);
    const file = await backupOf(dataDir);
    await going;
    const copy = await restored(file);
    expect(await faultsOf(copy)).toEqual([]);
    const log = new DirectUpdateLog(join(copy, 'log.db'));
    const entries = await log.read(board, 0, 10_000);
    expect(entries.length).toBeGreaterThanOrEqual(before);
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
    expect((await loadBoard(log, board)).doc.getMap('records').size).toBeGreaterThan(0);
    await log.close();
    expect(readFileSync(join(copy, 'assets', imageId.slice(0, 2), imageId.slice(2)))).toEqual(IMAGE);
    expect(readFileSync(join(copy, 'secret'), 'utf8')).toBe('shh');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('[I11] give every board a new generation', async () => {
    const { dataDir } = await dataFolder();
    const file = await backupOf(dataDir);
    const generations = await Promise.all(
      [await restored(file), await restored(file)].map(async (copy) => {
        const log = new DirectUpdateLog(join(copy, 'log.db'));
        const opened = await log.open(board);
        await log.close();
        return opened?.generation;
      }),
    );
    expect(new Set([...generations, 'first', undefined]).size).toBe(4);
  });

  it('[O2] refuse a damaged or cut backup by name and leave nothing behind', async () => {
    const { dataDir } = await dataFolder();
    const file = await backupOf(dataDir);
    const bytes = readFileSync(file);
    const broken = join(await temporaryDirectory(), 'broken.backup');
    const target = join(await temporaryDirectory(), 'data');
    for (let part = 0; part < 12; part++) {
      const at = Math.floor((bytes.length * part) / 12);
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] as number) ^ 0x10;
      for (const wrong of [damaged, bytes.subarray(0, at)]) {
        writeFileSync(broken, wrong);
        await expect(restore({ dataDir: target, file: broken, say: () => undefined })).rejects.toThrow(broken);
        expect(() => statSync(target)).toThrow('ENOENT');
      }
    }
  });

  it('[O2] refuse a backup that would write elsewhere', async () => {
    const tar = pack();
    const name = '../escaped';
    const sha256 = createHash('sha256').update('x').digest('hex');
    tar.entry(
      { name: 'manifest.json' },
      JSON.stringify({ format: 1, weft: '', createdAt: 1, files: [{ name, bytes: 1, sha256 }] }),
    );
    tar.entry({ name }, 'x');
    tar.finalize();
    const chunks: Uint8Array[] = [];
    for await (const chunk of tar) chunks.push(chunk as Uint8Array);
    const folder = await temporaryDirectory();
    const file = join(folder, 'forged');
    writeFileSync(file, zstdCompressSync(Buffer.concat(chunks)));
    const dataDir = join(folder, 'data');
    await expect(restore({ dataDir, file, say: () => undefined })).rejects.toThrow(`${name} is not expected`);
    expect(() => statSync(join(folder, 'escaped'))).toThrow('ENOENT');
  });

  it('[O3] restore into a folder that is itself a disk, and what a disk has of its own there', async (context) => {
    const { dataDir } = await dataFolder();
    const file = await backupOf(dataDir);
    const disk = await smallDisk(16);
    context.skip(disk === null, 'this user may not mount a small disk');
    if (disk === null) return;
    mkdirSync(join(disk, 'lost+found'));
    await restore({ dataDir: disk, file, say: () => undefined });
    expect(readdirSync(disk).toSorted()).toEqual(['app.db', 'assets', 'log.db', 'lost+found', 'secret']);
    expect(await faultsOf(disk)).toEqual([]);
  });

  it('[O3] replace what a restore that was cut short left behind, and nothing else', async () => {
    const { dataDir } = await dataFolder();
    const file = await backupOf(dataDir);
    const target = await temporaryDirectory();
    mkdirSync(join(target, '.weft-restoring'));
    writeFileSync(join(target, '.weft-restoring', 'app.db'), 'half');
    writeFileSync(join(target, 'log.db'), 'half');
    await restore({ dataDir: target, file, say: () => undefined });
    expect(readdirSync(target).toSorted()).toEqual(['app.db', 'assets', 'log.db', 'secret']);
    expect(await faultsOf(target)).toEqual([]);
    mkdirSync(join(target, '.weft-restoring'));
    writeFileSync(join(target, 'diary'), 'mine');
    await expect(restore({ dataDir: target, file, say: () => undefined })).rejects.toThrow('not empty');
  });

  it('[O3] say in one line with a code that the disk is full, and leave nothing behind', async (context) => {
    const { dataDir, writer } = await dataFolder();
    await writer.write(2_000);
    const file = await backupOf(dataDir);
    // Room for the names, and not for what they hold.
    const disk = await smallDisk(0.05);
    context.skip(disk === null, 'this user may not mount a small disk');
    if (disk === null) return;
    const refused = { message: expect.stringMatching(/^The disk is full \(storage_full\).*[^\n]$/) };
    const target = join(disk, 'weft.backup');
    const options = { dataDir, file: target, version: '0.1.0', now: 1, say: () => undefined };
    await expect(backup(options)).rejects.toMatchObject(refused);
    expect(readdirSync(disk)).toEqual([]);
    await expect(restore({ dataDir: disk, file, say: () => undefined })).rejects.toMatchObject(refused);
    expect(readdirSync(disk)).toEqual([]);
  });

  it('[O3] say which folder is not there', async () => {
    const { dataDir } = await dataFolder();
    const file = join(dataDir, 'nowhere', 'weft.backup');
    await expect(backup({ dataDir, file, version: '0.1.0', now: 1, say: () => undefined })).rejects.toThrow(
      /cannot be written \(ENOENT\)/,
    );
  });

  it('overwrite nothing', async () => {
    const { dataDir } = await dataFolder();
    const file = await backupOf(dataDir);
    const options = { dataDir, file, version: '0.1.0', now: 1, say: () => undefined };
    await expect(backup(options)).rejects.toThrow('exists already');
    await expect(restore(options)).rejects.toThrow('not empty');
    await expect(backup({ ...options, file: `${file}2`, dataDir: join(dataDir, 'no') })).rejects.toThrow('DATA_DIR');
  });
});

/** Turns a bit in the middle of a sealed piece. */
const turned = (db: DatabaseSync, sql: string): void => {
  const { id, bytes } = db.prepare(sql).get() as { id: number; bytes: Uint8Array };
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
  const table = sql.includes('segments') ? 'segments' : 'keyframes';
  db.prepare(`UPDATE ${table} SET bytes = ? WHERE rowid = ?`).run(bytes, id);
};

const keyframe = (db: DatabaseSync, seq: number, state: Uint8Array): void => {
  const { bytes, hash } = packKeyframe(state, zstdCodec);
  db.prepare('INSERT INTO keyframes (board, seq, hash, bytes) VALUES (1, ?, ?, ?)').run(seq, hash, bytes);
};

describe('[O3] weft verify', () => {
  it('finds nothing in sound data, keyframes and all', async () => {
    const { dataDir, writer } = await dataFolder();
    inLog(dataDir, (db) => keyframe(db, 20, writer.state));
    await writer.write(5);
    expect(await faultsOf(dataDir)).toEqual([]);
  });

  it.each<[string, (db: DatabaseSync) => void, string]>([
    [
      'an entry',
      (db) => db.exec("UPDATE entries SET payload = x'00' WHERE seq = 22"),
      'entry 22 of board b1 does not match its checksum',
    ],
    [
      'a missing entry',
      (db) => db.exec('DELETE FROM entries WHERE seq = 22'),
      'entries 22 to 22 of board b1 are missing',
    ],
    [
      'a missing segment',
      (db) => db.exec('DELETE FROM segments WHERE first = 5'),
      'entries 5 to 8 of board b1 are missing',
    ],
    [
      'a segment',
      (db) => turned(db, 'SELECT rowid AS id, bytes FROM segments WHERE first = 5'),
      'segment 5 of board b1: its bytes do not match its SHA-256',
    ],
    [
      'a row that is sealed too',
      (db) =>
        db.exec(
          'INSERT INTO entries SELECT board, 3, at, made_at, author, connection, kind, intent, crc, payload FROM entries LIMIT 1',
        ),
      'entry 3 of board b1 is a row and in a segment',
    ],
    ['a board without its log', (db) => db.exec('DELETE FROM boards; DELETE FROM entries'), 'board b1 has no log'],
  ])('names %s', async (_what, change, words) => {
    const { dataDir, writer } = await dataFolder();
    await writer.write(4);
    inLog(dataDir, change);
    expect(await faultsOf(dataDir)).toEqual([words]);
  });

  it('names keyframes that are damaged, or that are not what the log gives', async () => {
    const { dataDir } = await dataFolder();
    const other = new Y.Doc();
    other.getMap('records').set('k0', 'something else');
    inLog(dataDir, (db) => {
      keyframe(db, 16, Y.encodeStateAsUpdate(other));
    });
    expect(await faultsOf(dataDir)).toEqual(['keyframe 16 of board b1 is not what its log gives']);
    inLog(dataDir, (db) => turned(db, 'SELECT rowid AS id, bytes FROM keyframes'));
    expect(await faultsOf(dataDir)).toEqual(['keyframe 16 of board b1: its bytes do not match its SHA-256']);
  });

  it('names images that are gone or changed', async () => {
    const { dataDir } = await dataFolder();
    const file = join(dataDir, 'assets', imageId.slice(0, 2), imageId.slice(2));
    writeFileSync(file, 'another');
    expect(await faultsOf(dataDir)).toEqual([`image ${imageId} is not what its hash says`]);
    rmSync(file);
    expect(await faultsOf(dataDir)).toEqual([`image ${imageId} is missing`]);
  });

  it('says which file is no database', async () => {
    const { dataDir } = await dataFolder();
    writeFileSync(join(dataDir, 'app.db'), 'no database '.repeat(1_000));
    expect(await faultsOf(dataDir)).toEqual([expect.stringMatching(/^app\.db: .*not a database/)]);
  });
});
