import {
  LIMITS,
  StatementSchema,
  WeftError,
  type BoardId,
  type ChangePartChoices,
  type ChangeStatement,
  type Frozen,
  type ItemId,
  type NewStatementSchema,
  type PartChoices,
  type PersonId,
  type Statement,
} from '@weft/protocol';
import type { Kysely, Transaction } from 'kysely';
import type { z } from 'zod';
import type { Database } from '../database/Database.ts';
import { randomToken } from '../database/tokens.ts';
import { assertThere } from './assertThere.ts';
import { partChoices } from './partChoices.ts';

/** Whose words, and on which board. */
export interface Own {
  readonly boardId: BoardId;
  readonly personId: PersonId;
}

export interface KnownFor {
  readonly personId: PersonId;
  readonly itemId: ItemId | null;
  readonly sentence: string | null;
  /** When it was chosen. */
  readonly at: number;
}

/** More than a board's people say; of more than that the newest are told. */
const MOST_STATEMENTS_TOLD = 2_000;
const MOST_KNOWN_TOLD = 2_000;

const STATEMENT = [
  'id',
  'person_id as personId',
  'kind',
  'about',
  'words',
  'item_id as itemId',
  'shared',
  'at',
] as const;

/** What people say of their own part on a board, what they chose for it, and how it was when they froze it. */
export class PartRepository {
  readonly #db: Kysely<Database>;
  readonly #now: () => number;

  constructor(db: Kysely<Database>, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /** @throws WeftError `too_many_statements` */
  async say(own: Own, said: z.output<typeof NewStatementSchema>): Promise<Statement> {
    const row = {
      id: randomToken(),
      kind: said.kind,
      about: said.kind === 'reflection' ? said.prompt : said.role,
      words: said.words,
      item_id: said.itemId,
      shared: said.kind === 'reflection' && !said.shared ? 0 : 1,
      at: this.#now(),
    };
    await this.#writing(own, async (trx) => {
      if ((await countOf(trx, 'statements', own)) >= LIMITS.maxStatementsPerPerson) {
        throw new WeftError('too_many_statements');
      }
      await trx
        .insertInto('statements')
        .values({ ...row, ...keyOf(own) })
        .execute();
    });
    return asStatement({ ...row, personId: own.personId, itemId: row.item_id });
  }

  /** @throws WeftError `statement_not_found`; `bad_request` for sharing what is no reflection */
  async changeStatement(own: Own, id: string, change: ChangeStatement): Promise<Statement> {
    return await this.#writing(own, async (trx) => {
      const row = await trx
        .selectFrom('statements')
        .select(STATEMENT)
        .where('id', '=', id)
        .where('board_id', '=', own.boardId)
        .where('person_id', '=', own.personId)
        .executeTakeFirst();
      if (row === undefined) throw new WeftError('statement_not_found');
      if (change.shared !== undefined && row.kind !== 'reflection') {
        throw new WeftError('bad_request', 'only reflections can be private');
      }
      const words = change.words ?? row.words;
      const shared = change.shared === undefined ? row.shared : Number(change.shared);
      await trx.updateTable('statements').set({ words, shared }).where('id', '=', id).execute();
      return asStatement({ ...row, words, shared });
    });
  }

  /** @throws WeftError `statement_not_found` */
  async takeBack({ boardId, personId }: Own, id: string): Promise<void> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('statements')
      .where('id', '=', id)
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) throw new WeftError('statement_not_found');
  }

  /** All of one person's, private ones as well, oldest first. */
  async statementsOf({ boardId, personId }: Own): Promise<Statement[]> {
    const rows = await this.#db
      .selectFrom('statements')
      .select(STATEMENT)
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .orderBy('at')
      .execute();
    return rows.map(asStatement);
  }

  /** What others may read, of everybody, oldest first: not yet as anybody is told of. */
  async statementsForOthers(boardId: BoardId): Promise<Statement[]> {
    const rows = await this.#db
      .selectFrom('statements')
      .select(STATEMENT)
      .where('board_id', '=', boardId)
      .where('shared', '=', 1)
      .orderBy('at', 'desc')
      .limit(MOST_STATEMENTS_TOLD)
      .execute();
    return rows.map(asStatement).toReversed();
  }

  async choicesOf(own: Own): Promise<PartChoices> {
    return await partChoices(this.#db, own);
  }

  /** What people want to be known by: not yet as anybody is told of. */
  async knownFor(boardId: BoardId): Promise<KnownFor[]> {
    const rows = await this.#db
      .selectFrom('part_choices')
      .select(['person_id', 'known_item', 'known_sentence', 'known_at'])
      .where('board_id', '=', boardId)
      .where((eb) => eb.or([eb('known_item', 'is not', null), eb('known_sentence', 'is not', null)]))
      .limit(MOST_KNOWN_TOLD)
      .execute();
    return rows.map((row) => ({
      personId: row.person_id,
      itemId: row.known_item,
      sentence: row.known_sentence,
      at: row.known_at ?? 0,
    }));
  }

  /** @returns what is chosen from now on */
  async choose(own: Own, { hidden, knownItem, knownSentence }: ChangePartChoices): Promise<PartChoices> {
    const known = {
      ...(knownItem === undefined ? {} : { known_item: knownItem }),
      ...(knownSentence === undefined ? {} : { known_sentence: knownSentence }),
    };
    const change = {
      ...(hidden === undefined ? {} : { hidden: Number(hidden) }),
      ...known,
      ...(Object.keys(known).length === 0 ? {} : { known_at: this.#now() }),
    };
    if (Object.keys(change).length > 0) {
      await this.#writing(own, async (trx) => {
        await trx
          .insertInto('part_choices')
          .values({ ...keyOf(own), ...change })
          .onConflict((conflict) => conflict.columns(['board_id', 'person_id']).doUpdateSet(change))
          .execute();
      });
    }
    return await this.choicesOf(own);
  }

  /** @param part JSON without anybody's name. @throws WeftError `too_many_frozen` */
  async freeze(own: Own, part: string): Promise<Frozen> {
    const frozen: Frozen = { id: randomToken(), at: this.#now() };
    await this.#writing(own, async (trx) => {
      if ((await countOf(trx, 'frozen_parts', own)) >= LIMITS.maxFrozenPartsPerPerson) {
        throw new WeftError('too_many_frozen');
      }
      await trx
        .insertInto('frozen_parts')
        .values({ ...frozen, ...keyOf(own), part })
        .execute();
    });
    return frozen;
  }

  /** Newest first. */
  async frozenOf({ boardId, personId }: Own): Promise<Frozen[]> {
    return await this.#db
      .selectFrom('frozen_parts')
      .select(['id', 'at'])
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .orderBy('at', 'desc')
      .execute();
  }

  /** @returns the JSON that was kept. @throws WeftError `frozen_not_found` */
  async frozen({ boardId, personId }: Own, id: string): Promise<string> {
    const row = await this.#db
      .selectFrom('frozen_parts')
      .select('part')
      .where('id', '=', id)
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .executeTakeFirst();
    if (row === undefined) throw new WeftError('frozen_not_found');
    return row.part;
  }

  /** @throws WeftError `frozen_not_found` */
  async deleteFrozen({ boardId, personId }: Own, id: string): Promise<void> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('frozen_parts')
      .where('id', '=', id)
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) throw new WeftError('frozen_not_found');
  }

  async #writing<T>({ personId }: Own, work: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
    return await this.#db.transaction().execute(async (trx) => {
      await assertThere(trx, personId);
      return await work(trx);
    });
  }
}

const keyOf = ({ boardId, personId }: Own) => ({ board_id: boardId, person_id: personId });

async function countOf(
  db: Kysely<Database>,
  table: 'statements' | 'frozen_parts',
  { boardId, personId }: Own,
): Promise<number> {
  const { count } = await db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('board_id', '=', boardId)
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  return count;
}

interface StatementRow {
  readonly id: string;
  readonly personId: PersonId;
  readonly kind: Statement['kind'];
  readonly about: string;
  readonly words: string;
  readonly itemId: ItemId | null;
  readonly shared: number;
  readonly at: number;
}

function asStatement({ kind, about, shared, ...said }: StatementRow): Statement {
  const row =
    kind === 'reflection' ? { ...said, kind, prompt: about, shared: shared === 1 } : { ...said, kind, role: about };
  return StatementSchema.parse(row);
}
