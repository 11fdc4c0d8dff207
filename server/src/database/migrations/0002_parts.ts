import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

type Any = Kysely<unknown>;

/** Leaving keeps the row, and with it the colour and the order of arrival; so does deleting oneself, without the name. */
async function letPeopleGo(db: Any): Promise<void> {
  await db.schema.alterTable('people').addColumn('deleted_at', 'bigint').execute();
  await db.schema.alterTable('members').addColumn('left_at', 'bigint').execute();
  await db.schema.alterTable('members').addColumn('removed_by', 'text').execute();
}

async function createDisplaySettings(db: Any): Promise<void> {
  await db.schema
    .createTable('display_settings')
    .addColumn('board_id', 'text', (c) => c.notNull().references('boards.id'))
    .addColumn('since', 'bigint', (c) => c.notNull())
    .addColumn('display', 'text', (c) => c.notNull().check(sql`display in ('names', 'colours', 'off')`))
    .addPrimaryKeyConstraint('display_settings_key', ['board_id', 'since'])
    .execute();
}

const ofPerson = (db: Any, name: string) =>
  db.schema
    .createTable(name)
    .addColumn('board_id', 'text', (c) => c.notNull().references('boards.id'))
    .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'));

async function createOwnWords(db: Any): Promise<void> {
  await ofPerson(db, 'part_choices')
    .addColumn('hidden', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('known_item', 'text')
    .addColumn('known_sentence', 'text')
    .addColumn('known_at', 'bigint')
    .addPrimaryKeyConstraint('part_choices_key', ['board_id', 'person_id'])
    .execute();
  await ofPerson(db, 'statements')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('claim', 'beyond', 'reflection')`))
    .addColumn('about', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('item_id', 'text')
    .addColumn('shared', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await ofPerson(db, 'frozen_parts')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('part', 'text', (c) => c.notNull())
    .execute();
  for (const name of ['statements', 'frozen_parts']) {
    await db.schema.createIndex(`${name}_person`).on(name).columns(['board_id', 'person_id']).execute();
    await db.schema.createIndex(`${name}_person_id`).on(name).column('person_id').execute();
  }
}

async function createOffers(db: Any): Promise<void> {
  await db.schema
    .createTable('offers')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('board_id', 'text', (c) => c.notNull().references('boards.id'))
    .addColumn('item_id', 'text', (c) => c.notNull())
    .addColumn('from_person', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('to_person', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('proposed_by', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('reason', 'text', (c) => c.notNull().check(sql`reason in ('correction', 'written for')`))
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('open', 'accepted', 'declined', 'withdrawn')`))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  for (const column of ['board_id', 'from_person', 'to_person']) {
    await db.schema.createIndex(`offers_${column}`).on('offers').column(column).execute();
  }
}

/** Version 2: how a board shows people, what people say of their own part, leaving and deleting oneself. */
export const parts: Migration = {
  async up(db) {
    const untyped = db as Any;
    await letPeopleGo(untyped);
    await createDisplaySettings(untyped);
    await createOwnWords(untyped);
    await createOffers(untyped);
  },
};
