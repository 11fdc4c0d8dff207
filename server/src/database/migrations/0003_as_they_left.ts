import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

type Any = Kysely<unknown>;

/** Who leaves a board, or is removed from it, sees it from then on as it was: its title, and the others' names. */
async function keepHowItWasLeft(db: Any): Promise<void> {
  await db.schema.alterTable('members').addColumn('left_title', 'text').execute();
  await db.schema.alterTable('members').addColumn('removed_at', 'bigint').execute();
  await db.schema
    .createTable('names_when_left')
    .addColumn('board_id', 'text', (c) => c.notNull().references('boards.id'))
    .addColumn('reader_id', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('names_when_left_key', ['board_id', 'reader_id', 'person_id'])
    .execute();
  await sql`update members set removed_at = left_at where removed_by is not null`.execute(db);
  await db.schema.createIndex('names_when_left_person').on('names_when_left').column('person_id').execute();
}

/** An offer is about what was there when it was made. Of those that are open nobody knows what that was. */
async function keepWhenOffered(db: Any): Promise<void> {
  await db.schema
    .alterTable('offers')
    .addColumn('seq', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute();
  await sql`update offers set state = 'withdrawn' where state = 'open'`.execute(db);
}

/** Version 3: boards that were left are seen as they were then, and offers are about what was there then. */
export const asTheyLeft: Migration = {
  async up(db) {
    const untyped = db as Any;
    await keepHowItWasLeft(untyped);
    await keepWhenOffered(untyped);
  },
};
