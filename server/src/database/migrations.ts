import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import type { Database } from './Database.ts';
import { foundation } from './migrations/0001_foundation.ts';
import { parts } from './migrations/0002_parts.ts';
import { asTheyLeft } from './migrations/0003_as_they_left.ts';
import { moments } from './migrations/0004_moments.ts';
import { partKept } from './migrations/0005_part_kept.ts';

/**
 * Every released version of `app.db`, in order. A migration that was released is never changed: a new one is added,
 * together with a fixture of the version before it (`fixtures/`), from which the tests migrate.
 */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001_foundation': foundation,
  '0002_parts': parts,
  '0003_as_they_left': asTheyLeft,
  '0004_moments': moments,
  '0005_part_kept': partKept,
};

/** Brings the database to the newest version; a failed migration leaves nothing of itself behind. */
export async function migrate(db: Kysely<Database>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
