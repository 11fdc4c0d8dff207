import { WeftError, type PersonId } from '@weft/protocol';
import type { Kysely } from 'kysely';
import type { Database } from '../database/Database.ts';

/**
 * In the transaction that writes something of a person: they may have deleted themself on another device just now.
 * @throws WeftError `token_invalid`
 */
export async function assertThere(trx: Kysely<Database>, personId: PersonId): Promise<void> {
  const row = await trx
    .selectFrom('people')
    .select('id')
    .where('id', '=', personId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw new WeftError('token_invalid');
}
