import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

type Any = Kysely<unknown>;

/** Version 4: moments that people marked, and what they answer when they look back at them. */
export const moments: Migration = {
  async up(db) {
    const { schema } = db as Any;
    await schema
      .createTable('moments')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('board_id', 'text', (c) => c.notNull().references('boards.id'))
      .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('note', 'text', (c) => c.notNull())
      .addColumn('marked_at', 'bigint', (c) => c.notNull())
      .execute();
    await schema.createIndex('moments_board').on('moments').columns(['board_id', 'at']).execute();
    await schema
      .createTable('moment_answers')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('board_id', 'text', (c) => c.notNull().references('boards.id'))
      .addColumn('moment_id', 'text', (c) => c.notNull().references('moments.id').onDelete('cascade'))
      .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
      .addColumn('question', 'text', (c) => c.notNull())
      .addColumn('words', 'text', (c) => c.notNull())
      .addColumn('shared', 'integer', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .execute();
    await schema.createIndex('moment_answers_moment').on('moment_answers').column('moment_id').execute();
    await schema.createIndex('moment_answers_person').on('moment_answers').columns(['board_id', 'person_id']).execute();
  },
};
