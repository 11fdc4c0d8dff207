import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { startTestServer } from '../membership/testServer.testkit.ts';
import { openDatabase } from './openDatabase.ts';
import { temporaryDirectory } from './temporaryDirectory.testkit.ts';

/**
 * A data directory as a released version left it: `fixtures/app-v….sql` is the dump of its `app.db`, made through its
 * API, with sessions that do not end before 2126. A new version adds the dump of the one before it here.
 */
async function dataOfVersion(version: number): Promise<string> {
  const dataDir = await temporaryDirectory();
  const dump = await readFile(new URL(`./fixtures/app-v${version}.sql`, import.meta.url), 'utf8');
  const db = new DatabaseSync(join(dataDir, 'app.db'));
  db.exec(`BEGIN; PRAGMA defer_foreign_keys = ON; ${dump}; COMMIT`);
  db.close();
  return dataDir;
}

async function tablesOf(dataDir: string): Promise<(string | undefined)[]> {
  const db = await openDatabase({ dataDir });
  const { rows } = await sql<{ name: string; sql: string | null }>`
    select name, sql from sqlite_master where name not like 'sqlite_%' order by name`.execute(db);
  await db.destroy();
  return rows.map((row) => row.sql?.toLowerCase());
}

const ADAS_SESSION = 'bKDOv55LDdmAXQNhZj4apTPeoudpcXNy';
const ADAS_RECOVERY = '0L1TIangyj3gGi1OeH52cGR3JWAN1-Zx';
const BOARD = 'oeOhLePT7vhgSfESS28BNw';
const DELETED_BOARD = '1XNyenFdJUVz7bjNOKT3CQ';
const IMAGE = '6b7fa434f92a8b80aab02d9bf1a12e49ffcae424e4013a1c4f68b67e3d2bbcd0';

describe.each([1, 2])('data of version %i, opened by this version', (version) => {
  test('people are who they were, on their boards, with the roles they had', async () => {
    const { call } = await startTestServer({ dataDir: await dataOfVersion(version) });
    const boards = await call('GET', '/api/boards', { token: ADAS_SESSION });
    expect(boards.json()).toMatchObject({
      boards: [{ id: BOARD, title: 'A bench for the square', role: 'facilitator', peopleCount: 2 }],
    });
    const people = await call('GET', `/api/boards/${BOARD}/people`, { token: ADAS_SESSION });
    expect(people.json()).toMatchObject({
      people: [
        { name: 'Ada', role: 'facilitator', color: '#b5382a' },
        { name: 'Grace', role: 'participant', color: '#2f4b9b' },
      ],
    });
  });

  test('links, recovery links, images and deleted boards are still there', async () => {
    const { call, clock, db } = await startTestServer({ dataDir: await dataOfVersion(version) });
    clock.now = 1_790_000_000_000 + 1000;
    expect((await call('GET', '/api/links/WVPE-RM0R')).json()).toMatchObject({ boardId: BOARD, role: 'participant' });
    const recovered = await call('POST', '/api/recover', { body: { token: ADAS_RECOVERY } });
    expect(recovered.json()).toMatchObject({ person: { name: 'Ada' }, boardId: BOARD });
    const undeleted = await call('POST', `/api/boards/${DELETED_BOARD}/undelete`, { token: ADAS_SESSION });
    expect(undeleted.json()).toMatchObject({ title: 'Gone' });
    expect(await db.selectFrom('board_assets').select('asset_id').execute()).toEqual([{ asset_id: IMAGE }]);
  });

  test('its tables are then the same as in a new database', async () => {
    expect(await tablesOf(await dataOfVersion(version))).toEqual(await tablesOf(await temporaryDirectory()));
  });
});

test('an offer of version 2 that is open is withdrawn: nobody knows what was there when it was made', async () => {
  const { db } = await startTestServer({ dataDir: await dataOfVersion(2) });
  expect(await db.selectFrom('offers').select(['id', 'state']).execute()).toEqual([
    { id: 'offer-v2', state: 'withdrawn' },
  ]);
});

test('data of a newer version is left alone: the start stops', async () => {
  const dataDir = await dataOfVersion(1);
  const db = new DatabaseSync(join(dataDir, 'app.db'));
  db.exec("INSERT INTO kysely_migration VALUES ('9999_from_the_future', '2126-01-01T00:00:00.000Z')");
  db.close();
  await expect(openDatabase({ dataDir })).rejects.toThrow('9999_from_the_future');
});
