import {
  LIMITS,
  someone,
  SOMEONE,
  WeftError,
  type Answer,
  type BoardId,
  type ChangeAnswer,
  type ChangeMoment,
  type Moment,
  type NewAnswerSchema,
  type PersonId,
} from '@weft/protocol';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { z } from 'zod';
import type { Database } from '../database/Database.ts';
import { randomToken } from '../database/tokens.ts';
import type { BoardMoments, PersonsMoments } from '../ports.ts';

const MOMENT = ['id', 'at', 'title', 'note', 'person_id as personId', 'marked_at as markedAt'] as const;
const ANSWER = ['id', 'moment_id as momentId', 'person_id as personId', 'question', 'words', 'shared', 'at'] as const;
/** More than a group says; of more than that the newest are told. */
const MOST_ANSWERS_TOLD = 2_000;

/** The words of moments, and what people answered to them. That a moment was marked is in the board's log. */
export class MomentRepository implements PersonsMoments, BoardMoments {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** In the order of their times. */
  async of(boardId: BoardId): Promise<readonly Moment[]> {
    return await this.#db
      .selectFrom('moments')
      .select(MOMENT)
      .where('board_id', '=', boardId)
      .orderBy('at')
      .orderBy('marked_at')
      .execute();
  }

  /** @throws WeftError `moment_not_found` */
  async get(boardId: BoardId, id: string): Promise<Moment> {
    const moment = await this.#db
      .selectFrom('moments')
      .select(MOMENT)
      .where('board_id', '=', boardId)
      .where('id', '=', id)
      .executeTakeFirst();
    if (moment === undefined) throw new WeftError('moment_not_found');
    return moment;
  }

  /** @throws WeftError `too_many_moments` */
  async assertRoom(boardId: BoardId): Promise<void> {
    const { count } = await this.#db
      .selectFrom('moments')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('board_id', '=', boardId)
      .executeTakeFirstOrThrow();
    if (count >= LIMITS.maxMomentsPerBoard) throw new WeftError('too_many_moments');
  }

  async add(boardId: BoardId, { personId, markedAt, ...moment }: Moment): Promise<void> {
    await this.#db
      .insertInto('moments')
      .values({ ...moment, board_id: boardId, person_id: personId, marked_at: markedAt })
      .execute();
  }

  async keep(boardId: BoardId, moments: readonly Moment[]): Promise<void> {
    if (moments.length === 0) return;
    await this.#db.transaction().execute(async (trx) => {
      const nobody = moments.some(({ personId }) => personId === SOMEONE) ? await addNobody(trx) : SOMEONE;
      for (const { personId, markedAt, ...moment } of moments) {
        const person_id = personId === SOMEONE ? nobody : personId;
        await trx
          .insertInto('moments')
          .values({ ...moment, board_id: boardId, person_id, marked_at: markedAt })
          .execute();
      }
    });
  }

  async change(id: string, { title, note }: ChangeMoment): Promise<void> {
    const change = { ...(title !== undefined && { title }), ...(note !== undefined && { note }) };
    if (Object.keys(change).length === 0) return;
    await this.#db.updateTable('moments').set(change).where('id', '=', id).execute();
  }

  /** With all that was answered to it. */
  async remove(id: string): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await trx.deleteFrom('moment_answers').where('moment_id', '=', id).execute();
      await trx.deleteFrom('moments').where('id', '=', id).execute();
    });
  }

  /** What one person may read of the answers to a moment: their own, and what was shared. Oldest first. */
  async answers(momentId: string, reader: PersonId): Promise<readonly Answer[]> {
    const rows = await this.#db
      .selectFrom('moment_answers')
      .select(ANSWER)
      .where('moment_id', '=', momentId)
      .where((eb) => eb.or([eb('shared', '=', 1), eb('person_id', '=', reader)]))
      .orderBy('at', 'desc')
      .limit(MOST_ANSWERS_TOLD)
      .execute();
    return rows.toReversed().map(asAnswer);
  }

  /** All that one person marked and answered, private answers as well. */
  async ofPerson(boardId: BoardId, personId: PersonId) {
    const moments = await this.#db
      .selectFrom('moments')
      .select(MOMENT)
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .orderBy('at')
      .execute();
    const answers = await this.#db
      .selectFrom('moment_answers')
      .select(ANSWER)
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .orderBy('at')
      .execute();
    return { moments, answers: answers.map(asAnswer) };
  }

  /** @throws WeftError `too_many_answers` */
  async answer(moment: Moment, boardId: BoardId, personId: PersonId, given: Given): Promise<Answer> {
    const { question, words, shared, at } = given;
    const row = { id: randomToken(), moment_id: moment.id, person_id: personId, question, words, at };
    await this.#db.transaction().execute(async (trx) => {
      const { count } = await trx
        .selectFrom('moment_answers')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('board_id', '=', boardId)
        .where('person_id', '=', personId)
        .executeTakeFirstOrThrow();
      if (count >= LIMITS.maxAnswersPerPerson) throw new WeftError('too_many_answers');
      await trx
        .insertInto('moment_answers')
        .values({ ...row, board_id: boardId, shared: Number(shared) })
        .execute();
    });
    return { id: row.id, momentId: moment.id, personId, question, words, shared, at };
  }

  /** @throws WeftError `answer_not_found` */
  async changeAnswer({ id, momentId, personId }: OwnAnswer, { words, shared }: ChangeAnswer): Promise<Answer> {
    return await this.#db.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('moment_answers')
        .select(ANSWER)
        .where('id', '=', id)
        .where('moment_id', '=', momentId)
        .where('person_id', '=', personId)
        .executeTakeFirst();
      if (row === undefined) throw new WeftError('answer_not_found');
      const changed = {
        words: words ?? row.words,
        shared: shared === undefined ? row.shared : Number(shared),
      };
      await trx.updateTable('moment_answers').set(changed).where('id', '=', id).execute();
      return asAnswer({ ...row, ...changed });
    });
  }

  /** @throws WeftError `answer_not_found` */
  async takeBack({ id, momentId, personId }: OwnAnswer): Promise<void> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('moment_answers')
      .where('id', '=', id)
      .where('moment_id', '=', momentId)
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) throw new WeftError('answer_not_found');
  }
}

/** A person who is on no board and is told of to nobody but as someone: each moment has one who marked it. */
async function addNobody(trx: Transaction<Database>): Promise<PersonId> {
  const id = randomToken() as PersonId;
  const { next } = await trx
    .selectFrom('people')
    .select(sql<number>`coalesce(max(arrival), -1) + 1`.as('next'))
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('people')
    .values({ id, name: someone.name, color: someone.color, arrival: next, created_at: 0 })
    .execute();
  return id;
}

/** Whose answer at which moment: who is on the moment's board may have others elsewhere. */
type OwnAnswer = Pick<Answer, 'id' | 'momentId' | 'personId'>;

type Given = z.output<typeof NewAnswerSchema> & { readonly at: number };

const asAnswer = ({ shared, ...row }: Omit<Answer, 'shared'> & { readonly shared: number }): Answer => ({
  ...row,
  shared: shared === 1,
});
