import { sql, type Kysely } from 'kysely';

/**
 * Makes a database's file anew from what is left in it. What was deleted is else still there: in the write-ahead log until that
 * is emptied, and as copies in the free space of pages from which rows once moved.
 */
export async function rewriteFile<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`vacuum`.execute(db);
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
}
