import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

type Any = Kysely<unknown>;

const table = (db: Any, name: string) =>
  db.schema.createTable(name).addColumn('id', 'text', (column) => column.primaryKey().notNull());

/** better-auth's tables, as its own schema for the anonymous plugin states them; `user` is a reserved word elsewhere. */
async function createAuthTables(db: Any): Promise<void> {
  await table(db, 'auth_users')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull().unique())
    .addColumn('emailVerified', 'integer', (c) => c.notNull())
    .addColumn('image', 'text')
    .addColumn('createdAt', 'date', (c) => c.notNull())
    .addColumn('updatedAt', 'date', (c) => c.notNull())
    .addColumn('isAnonymous', 'integer')
    .execute();
  await table(db, 'auth_sessions')
    .addColumn('expiresAt', 'date', (c) => c.notNull())
    .addColumn('token', 'text', (c) => c.notNull().unique())
    .addColumn('createdAt', 'date', (c) => c.notNull())
    .addColumn('updatedAt', 'date', (c) => c.notNull())
    .addColumn('ipAddress', 'text')
    .addColumn('userAgent', 'text')
    .addColumn('userId', 'text', (c) => c.notNull().references('auth_users.id').onDelete('cascade'))
    .execute();
  await table(db, 'auth_accounts')
    .addColumn('accountId', 'text', (c) => c.notNull())
    .addColumn('providerId', 'text', (c) => c.notNull())
    .addColumn('userId', 'text', (c) => c.notNull().references('auth_users.id').onDelete('cascade'))
    .addColumn('accessToken', 'text')
    .addColumn('refreshToken', 'text')
    .addColumn('idToken', 'text')
    .addColumn('accessTokenExpiresAt', 'date')
    .addColumn('refreshTokenExpiresAt', 'date')
    .addColumn('scope', 'text')
    .addColumn('password', 'text')
    .addColumn('createdAt', 'date', (c) => c.notNull())
    .addColumn('updatedAt', 'date', (c) => c.notNull())
    .execute();
  await table(db, 'auth_verifications')
    .addColumn('identifier', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('expiresAt', 'date', (c) => c.notNull())
    .addColumn('createdAt', 'date', (c) => c.notNull())
    .addColumn('updatedAt', 'date', (c) => c.notNull())
    .execute();
  await index(db, 'auth_sessions', 'userId');
  await index(db, 'auth_accounts', 'userId');
  await index(db, 'auth_verifications', 'identifier');
}

async function createPeople(db: Any): Promise<void> {
  await table(db, 'people')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('color', 'text', (c) => c.notNull())
    .addColumn('arrival', 'bigint', (c) => c.notNull().unique())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('identities')
    .addColumn('auth_user_id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('handovers')
    .addColumn('token_hash', 'text', (c) => c.primaryKey().notNull())
    .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await index(db, 'identities', 'person_id');
  await index(db, 'handovers', 'expires_at');
}

async function createBoards(db: Any): Promise<void> {
  await table(db, 'boards')
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addColumn('deleted_at', 'bigint')
    .execute();
  await db.schema
    .createTable('members')
    .addColumn('board_id', 'text', (c) => c.notNull().references('boards.id'))
    .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('role', 'text', (c) => c.notNull().check(sql`role in ('facilitator', 'participant', 'viewer')`))
    .addColumn('arrival', 'bigint', (c) => c.notNull())
    .addColumn('joined_at', 'bigint', (c) => c.notNull())
    .addColumn('visited_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('members_key', ['board_id', 'person_id'])
    .addUniqueConstraint('members_arrival', ['board_id', 'arrival'])
    .execute();
  await index(db, 'members', 'person_id');
}

async function createSharing(db: Any): Promise<void> {
  await table(db, 'links')
    .addColumn('board_id', 'text', (c) => c.notNull().references('boards.id'))
    .addColumn('role', 'text', (c) => c.notNull().check(sql`role in ('facilitator', 'participant', 'viewer')`))
    .addColumn('token', 'text', (c) => c.notNull().unique())
    .addColumn('short_code', 'text', (c) => c.notNull().unique())
    .addColumn('code_expires_at', 'bigint', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await table(db, 'recoveries')
    .addColumn('board_id', 'text', (c) => c.notNull().references('boards.id'))
    .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('used_at', 'bigint')
    .execute();
  await index(db, 'links', 'board_id');
  await index(db, 'recoveries', 'board_id');
}

async function createAssets(db: Any): Promise<void> {
  await table(db, 'assets')
    .addColumn('mime', 'text', (c) => c.notNull())
    .addColumn('bytes', 'bigint', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('board_assets')
    .addColumn('board_id', 'text', (c) => c.notNull().references('boards.id'))
    .addColumn('asset_id', 'text', (c) => c.notNull().references('assets.id'))
    .addColumn('added_by', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('added_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('board_assets_key', ['board_id', 'asset_id'])
    .execute();
}

const index = (db: Any, name: string, column: string): Promise<void> =>
  db.schema.createIndex(`${name}_${column}`).on(name).column(column).execute();

/** Version 1: guests, boards, sharing, images. */
export const foundation: Migration = {
  async up(db) {
    const untyped = db as Any;
    await createAuthTables(untyped);
    await createPeople(untyped);
    await createBoards(untyped);
    await createSharing(untyped);
    await createAssets(untyped);
  },
};
