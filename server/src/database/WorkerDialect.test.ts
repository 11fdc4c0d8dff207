import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WeftError, type PersonId } from '@weft/protocol';
import { sql, type Kysely } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Database } from './Database.ts';
import { openDatabase } from './openDatabase.ts';
import { temporaryDirectory } from './temporaryDirectory.testkit.ts';

async function openTestDatabase(): Promise<Kysely<Database>> {
  const db = await openDatabase({ dataDir: await temporaryDirectory() });
  onTestFinished(() => db.destroy());
  return db;
}

const person = (arrival: number) => ({
  id: `p${arrival}` as PersonId,
  name: `Person ${arrival}`,
  color: '#b5382a',
  arrival,
  created_at: 1_700_000_000_000 + arrival,
});

describe('the database in its worker', () => {
  test('commits are durable by the time they are answered, and references are held', async () => {
    const db = await openTestDatabase();
    const pragma = async (name: string) =>
      Object.values((await sql.raw(`pragma ${name}`).execute(db)).rows[0] ?? {})[0];
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(2);
    expect(await pragma('foreign_keys')).toBe(1);
  });

  test('transactions that come at once run one after the other and see each other whole', async () => {
    const db = await openTestDatabase();
    await Promise.all(
      Array.from({ length: 20 }, () =>
        db.transaction().execute(async (trx) => {
          const { count } = await trx
            .selectFrom('people')
            .select((eb) => eb.fn.countAll<number>().as('count'))
            .executeTakeFirstOrThrow();
          await trx.insertInto('people').values(person(count)).execute();
        }),
      ),
    );
    expect(await db.selectFrom('people').select('id').execute()).toHaveLength(20);
  });

  test('a transaction that throws leaves nothing behind and lets the next one in', async () => {
    const db = await openTestDatabase();
    const broken = db.transaction().execute(async (trx) => {
      await trx.insertInto('people').values(person(0)).execute();
      throw new Error('changed my mind');
    });
    await expect(broken).rejects.toThrow('changed my mind');
    expect(await db.selectFrom('people').select('id').execute()).toEqual([]);
  });

  test('a fault of SQLite comes back as storage_failed with its words as detail', async () => {
    const db = await openTestDatabase();
    await db.insertInto('people').values(person(0)).execute();
    const error: unknown = await db
      .insertInto('people')
      .values(person(0))
      .execute()
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(WeftError);
    expect(error).toMatchObject({ code: 'storage_failed', detail: expect.stringContaining('UNIQUE') });
  });

  test('affected rows are counted and times beyond 32 bits come back exactly', async () => {
    const db = await openTestDatabase();
    await db.insertInto('people').values(person(7)).execute();
    const updated = await db
      .updateTable('people')
      .set({ name: 'Ada' })
      .where('id', '=', 'p7' as PersonId)
      .executeTakeFirst();
    expect(updated.numUpdatedRows).toBe(1n);
    expect(await db.selectFrom('people').selectAll().executeTakeFirst()).toMatchObject({ ...person(7), name: 'Ada' });
  });

  test('its files are for the server’s user alone', async () => {
    const dataDir = await temporaryDirectory();
    const db = await openDatabase({ dataDir });
    const modes = await Promise.all(
      ['app.db', 'app.db-wal'].map(async (file) => (await stat(join(dataDir, file))).mode & 0o777),
    );
    await db.destroy();
    expect(modes).toEqual([0o600, 0o600]);
  });

  test('a file that is no database stops the start with storage_failed', async () => {
    const dataDir = await temporaryDirectory();
    await writeFile(join(dataDir, 'app.db'), 'not a database at all, but long enough to look like one'.repeat(100));
    await expect(openDatabase({ dataDir })).rejects.toMatchObject({ code: 'storage_failed' });
  });
});
