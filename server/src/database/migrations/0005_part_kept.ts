import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Version 5: a facilitator may take a person off a board and leave their part as it is told. */
export const partKept: Migration = {
  async up(db) {
    const { schema } = db as Kysely<unknown>;
    await schema
      .alterTable('members')
      .addColumn('part_kept', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
  },
};
