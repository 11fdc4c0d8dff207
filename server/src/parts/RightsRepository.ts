import { SOMEONE_COLOR, type BoardId, type PersonId, type Role } from '@weft/protocol';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../database/Database.ts';
import { isOfferOf, OWN_ON_BOARD } from '../database/ownedByPerson.ts';
import { rewriteFile } from '../database/rewriteFile.ts';
import { partChoices } from './partChoices.ts';
import type { Own } from './PartRepository.ts';

/** A board that a person is or was on. */
export interface PersonsBoard {
  readonly id: BoardId;
  readonly title: string;
  readonly role: Role;
  readonly joinedAt: number;
  readonly visitedAt: number;
  readonly changedAt: number;
  readonly deletedAt: number | null;
  readonly leftAt: number | null;
}

/** How a board was when somebody's part was taken off it. */
export interface Removal {
  readonly by: PersonId;
  readonly at: number;
  /** When they were on it last; not later than that they were removed. */
  readonly leftAt: number;
  readonly title: string;
  /** Without their part, which is told as before. */
  readonly partKept: boolean;
}

/** How many people are on a board beside one of them. */
interface Others {
  readonly people: number;
  readonly facilitators: number;
}

interface KeptCounts {
  readonly statements: number;
  readonly reflections: number;
  readonly frozen: number;
  readonly offers: number;
  readonly moments: number;
  readonly answers: number;
  readonly recoveryLinks: number;
  readonly knownBy: boolean;
  readonly hidden: boolean;
}

type CountedTable = 'statements' | 'frozen_parts' | 'recoveries' | 'moments' | 'moment_answers';

const NEWEST = sql`case when boards.changed_at > members.visited_at then boards.changed_at else members.visited_at end`;

/** What is kept about a person over all boards, and taking it away. */
export class RightsRepository {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** Boards that the person is or was on, deleted ones as well; those that changed or were visited last come first. */
  async boardsOf(personId: PersonId, limit = Number.MAX_SAFE_INTEGER): Promise<PersonsBoard[]> {
    return await this.#db
      .selectFrom('members')
      .innerJoin('boards', 'boards.id', 'members.board_id')
      .select([
        'boards.id',
        // Of a board that was left nothing is told that came after.
        sql<string>`coalesce(members.left_title, boards.title)`.as('title'),
        'boards.changed_at as changedAt',
        'boards.deleted_at as deletedAt',
        'members.role',
        'members.joined_at as joinedAt',
        'members.visited_at as visitedAt',
        'members.left_at as leftAt',
      ])
      .where('members.person_id', '=', personId)
      .orderBy(NEWEST, 'desc')
      .limit(limit)
      .execute();
  }

  /** Who took this person's part off the board, and when; null for nobody. */
  async removalOf({ boardId, personId }: Own): Promise<Removal | null> {
    const row = await this.#db
      .selectFrom('members')
      .innerJoin('boards', 'boards.id', 'members.board_id')
      .select(['removed_by as by', 'removed_at as at', 'left_at as leftAt', 'part_kept as partKept'])
      .select(sql<string>`coalesce(members.left_title, boards.title)`.as('title'))
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .executeTakeFirst();
    if (row === undefined || row.by === null || row.at === null || row.leftAt === null) return null;
    return { by: row.by, at: row.at, leftAt: row.leftAt, title: row.title, partKept: row.partKept === 1 };
  }

  /** Whether the person is or was on the board. */
  async wasOn({ boardId, personId }: Own): Promise<boolean> {
    const row = await this.#db
      .selectFrom('members')
      .select('person_id')
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** What the others were called when this person left the board; nothing for who is on it. */
  async namesWhenLeft({ boardId, personId }: Own): Promise<ReadonlyMap<PersonId, string>> {
    const rows = await this.#db
      .selectFrom('names_when_left')
      .select(['person_id', 'name'])
      .where('board_id', '=', boardId)
      .where('reader_id', '=', personId)
      .execute();
    return new Map(rows.map(({ person_id, name }) => [person_id, name]));
  }

  /** @returns null for who is not known any more */
  async nameOf(personId: PersonId): Promise<string | null> {
    const row = await this.#db
      .selectFrom('people')
      .select('name')
      .where('id', '=', personId)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    return row?.name ?? null;
  }

  async arrivedAt(personId: PersonId): Promise<number> {
    const row = await this.#db.selectFrom('people').select('created_at').where('id', '=', personId).executeTakeFirst();
    return row?.created_at ?? 0;
  }

  async sessionsOf(personId: PersonId): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from auth_sessions
      where "userId" in (select auth_user_id from identities where person_id = ${personId})`.execute(this.#db);
    return rows[0]?.count ?? 0;
  }

  async othersOn({ boardId, personId }: Own): Promise<Others> {
    const rows = await this.#db
      .selectFrom('members')
      .select('role')
      .where('board_id', '=', boardId)
      .where('person_id', '!=', personId)
      .where('left_at', 'is', null)
      .execute();
    return { people: rows.length, facilitators: rows.filter(({ role }) => role === 'facilitator').length };
  }

  async keptOf(own: Own): Promise<KeptCounts> {
    const { boardId, personId } = own;
    const count = async (table: CountedTable, shared?: 0 | 1): Promise<number> => {
      const rows = this.#db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('board_id', '=', boardId)
        .where('person_id', '=', personId);
      const asked = shared === undefined ? rows : rows.where(sql<number>`shared`, '=', shared);
      return (await asked.executeTakeFirstOrThrow()).count;
    };
    const { hidden, knownItem, knownSentence } = await partChoices(this.#db, own);
    return {
      statements: await count('statements', 1),
      reflections: await count('statements', 0),
      frozen: await count('frozen_parts'),
      recoveryLinks: await count('recoveries'),
      offers: await this.#offersOf(own),
      moments: await count('moments'),
      answers: await count('moment_answers'),
      knownBy: knownItem !== null || knownSentence !== null,
      hidden,
    };
  }

  /**
   * Takes a person away: all that is theirs alone is gone, and what others' rows refer to has no name. What they are in the
   * log by is an id that nothing resolves. Doing it again changes nothing.
   * @param given boards that may be left behind
   * @returns other boards that nobody else is on and that the person leads: then nothing was done, and they go first
   */
  async deletePerson(personId: PersonId, at: number, given: ReadonlySet<BoardId>): Promise<readonly BoardId[]> {
    const alone = await this.#deleteRows(personId, at, given);
    if (alone.length === 0) await rewriteFile(this.#db);
    return alone;
  }

  /** Looks for such boards in the same transaction: one may have been made just now. */
  async #deleteRows(personId: PersonId, at: number, given: ReadonlySet<BoardId>): Promise<readonly BoardId[]> {
    return await this.#db.transaction().execute(async (trx) => {
      const alone = (await aloneOn(trx, personId)).filter((id) => !given.has(id));
      if (alone.length > 0) return alone;
      const { numUpdatedRows } = await trx
        .updateTable('people')
        .set({ name: '', color: SOMEONE_COLOR, deleted_at: at })
        .where('id', '=', personId)
        .where('deleted_at', 'is', null)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) return [];
      await deleteSignIns(trx, personId);
      for (const table of OF_A_PERSON) {
        await trx.deleteFrom(table).where('person_id', '=', personId).execute();
      }
      await trx.deleteFrom('offers').where(isOfferOf(personId)).execute();
      await trx
        .deleteFrom('names_when_left')
        .where((eb) => eb.or([eb('person_id', '=', personId), eb('reader_id', '=', personId)]))
        .execute();
      await trx
        .updateTable('members')
        .set({ left_at: at })
        .where('person_id', '=', personId)
        .where('left_at', 'is', null)
        .execute();
      return [];
    });
  }

  async #offersOf({ boardId, personId }: Own): Promise<number> {
    const { count } = await this.#db
      .selectFrom('offers')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('board_id', '=', boardId)
      .where(isOfferOf(personId))
      .executeTakeFirstOrThrow();
    return count;
  }
}

/** What goes with a person. */
const OF_A_PERSON = ['handovers', 'recoveries', ...OWN_ON_BOARD] as const;

async function aloneOn(trx: Transaction<Database>, personId: PersonId): Promise<BoardId[]> {
  const rows = await trx
    .selectFrom('members')
    .innerJoin('boards', 'boards.id', 'members.board_id')
    .select('boards.id')
    .where('members.person_id', '=', personId)
    .where('members.left_at', 'is', null)
    .where('members.role', '=', 'facilitator')
    .where('boards.deleted_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('members as others')
            .select('others.person_id')
            .whereRef('others.board_id', '=', 'boards.id')
            .where('others.person_id', '!=', personId)
            .where('others.left_at', 'is', null),
        ),
      ),
    )
    .execute();
  return rows.map(({ id }) => id);
}

/** better-auth's tables have their own names. */
async function deleteSignIns(trx: Transaction<Database>, personId: PersonId): Promise<void> {
  const own = sql`(select auth_user_id from identities where person_id = ${personId})`;
  await sql`delete from auth_sessions where "userId" in ${own}`.execute(trx);
  await sql`delete from auth_accounts where "userId" in ${own}`.execute(trx);
  await sql`delete from auth_users where id in ${own}`.execute(trx);
  await trx.deleteFrom('identities').where('person_id', '=', personId).execute();
}
