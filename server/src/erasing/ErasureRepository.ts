import type { BoardId, PersonId } from '@weft/protocol';
import type { Kysely } from 'kysely';
import type { Database } from '../database/Database.ts';
import { isOfferOf, OWN_ON_BOARD } from '../database/ownedByPerson.ts';
import { rewriteFile } from '../database/rewriteFile.ts';

const WORDS = ['statements', 'moments', 'moment_answers'] as const;

/** What `app.db` holds of a person's part of a board. */
export class ErasureRepository {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** How much people said: statements, moments, answers, offers. */
  async wordsOf(boardId: BoardId, personId: PersonId): Promise<number> {
    let words = 0;
    for (const table of WORDS) {
      const { count } = await this.#db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('board_id', '=', boardId)
        .where('person_id', '=', personId)
        .executeTakeFirstOrThrow();
      words += count;
    }
    const { count } = await this.#db
      .selectFrom('offers')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('board_id', '=', boardId)
      .where(isOfferOf(personId))
      .executeTakeFirstOrThrow();
    return words + count;
  }

  /** Answers to a moment of theirs go with it. Doing it again changes nothing. */
  async erase(boardId: BoardId, personId: PersonId): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      const marked = trx
        .selectFrom('moments')
        .select('id')
        .where('board_id', '=', boardId)
        .where('person_id', '=', personId);
      await trx.deleteFrom('moment_answers').where('moment_id', 'in', marked).execute();
      for (const table of [...OWN_ON_BOARD, 'moments'] as const) {
        await trx.deleteFrom(table).where('board_id', '=', boardId).where('person_id', '=', personId).execute();
      }
      await trx.deleteFrom('offers').where('board_id', '=', boardId).where(isOfferOf(personId)).execute();
    });
    await rewriteFile(this.#db);
  }
}
