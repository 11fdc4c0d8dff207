import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import type { Config } from '../config.ts';
import type { Database } from './Database.ts';
import { migrate } from './migrations.ts';
import { WorkerDialect } from './WorkerDialect.ts';

/** `DATA_DIR/app.db`, brought to this version's schema. `db.destroy()` closes it. */
export async function openDatabase(config: Pick<Config, 'dataDir'>): Promise<Kysely<Database>> {
  await mkdir(config.dataDir, { recursive: true });
  const file = join(config.dataDir, 'app.db');
  const db = new Kysely<Database>({ dialect: new WorkerDialect(file) });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return db;
}
