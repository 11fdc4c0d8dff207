import type { BoardId, PartChoices, PersonId } from '@weft/protocol';
import type { Kysely } from 'kysely';
import type { Database } from '../database/Database.ts';

/** What a person chose for their part on a board. */
export async function partChoices(
  db: Kysely<Database>,
  { boardId, personId }: { readonly boardId: BoardId; readonly personId: PersonId },
): Promise<PartChoices> {
  const row = await db
    .selectFrom('part_choices')
    .select(['hidden', 'known_item', 'known_sentence'])
    .where('board_id', '=', boardId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return {
    hidden: row?.hidden === 1,
    knownItem: row?.known_item ?? null,
    knownSentence: row?.known_sentence ?? null,
  };
}
