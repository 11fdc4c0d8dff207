import {
  colorInOrder,
  WeftError,
  type BoardId,
  type DisplaySetting,
  type Person,
  type PersonId,
  type Removal,
  type Role,
} from '@weft/protocol';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../database/Database.ts';
import type { BoardMember, RememberedPerson } from '../ports.ts';

export interface BoardRow {
  readonly id: BoardId;
  readonly title: string;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly deletedAt: number | null;
}

/** A board as one of its members sees it. */
export type OwnBoard = BoardRow & { readonly role: Role; readonly visitedAt: number };

export interface Faces {
  readonly people: Person[];
  readonly peopleCount: number;
}

/** More boards than anybody looks through; the newest are listed. */
const MAX_LISTED = 500;
const FACES = 6;

const BOARD = [
  'boards.id',
  'boards.title',
  'boards.created_at as createdAt',
  'boards.changed_at as changedAt',
  'boards.deleted_at as deletedAt',
] as const;
const MEMBER = [
  'people.id',
  'people.name',
  'members.role',
  'members.arrival',
  'members.joined_at as joinedAt',
] as const;

interface MemberRow {
  readonly id: PersonId;
  readonly name: string;
  readonly role: Role;
  readonly arrival: number;
  readonly joinedAt: number;
}

const memberFrom = ({ arrival, ...member }: MemberRow): BoardMember => ({ ...member, color: colorInOrder(arrival) });

export interface Removing {
  readonly by: PersonId;
  readonly at: number;
  readonly part: Removal['part'];
}

const ON_THE_BOARD = { left_at: null, left_title: null, removed_by: null, removed_at: null, part_kept: 0 } as const;

/** Boards and who is on them. */
export class BoardRepository {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** @throws WeftError `token_invalid` when the maker deleted themself just now: nobody could reach the board */
  async add(id: BoardId, title: string, maker: PersonId, at: number): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await assertNotDeleted(trx, maker);
      await trx.insertInto('boards').values({ id, title, created_by: maker, created_at: at, changed_at: at }).execute();
      await trx
        .insertInto('members')
        .values({ board_id: id, person_id: maker, role: 'facilitator', arrival: 0, joined_at: at, visited_at: at })
        .execute();
    });
  }

  /** How many boards somebody made that are there, or were deleted after `since`. Whoever made a board is on it. */
  async madeBy(personId: PersonId, since: number): Promise<number> {
    const { count } = await this.#db
      .selectFrom('members')
      .innerJoin('boards', 'boards.id', 'members.board_id')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('members.person_id', '=', personId)
      .where('boards.created_by', '=', personId)
      .where((where) => where.or([where('boards.deleted_at', 'is', null), where('boards.deleted_at', '>', since)]))
      .executeTakeFirstOrThrow();
    return count;
  }

  /** Deleted or not. */
  async board(id: BoardId): Promise<BoardRow | null> {
    const board = await this.#db.selectFrom('boards').select(BOARD).where('id', '=', id).executeTakeFirst();
    return board ?? null;
  }

  /** The board, deleted or not, and what the person is on it. */
  async find(id: BoardId, personId: PersonId): Promise<{ board: BoardRow; member: BoardMember | null } | null> {
    const board = await this.board(id);
    if (board === null) return null;
    const member = await this.#members(id).where('people.id', '=', personId).executeTakeFirst();
    return { board, member: member === undefined ? null : memberFrom(member) };
  }

  /** In order of arrival. */
  async people(id: BoardId): Promise<BoardMember[]> {
    return (await this.#members(id).orderBy('members.arrival').execute()).map(memberFrom);
  }

  /**
   * @returns whether the person was never on the board before, or comes back to it.
   * @throws WeftError `token_invalid` when they deleted themself just now
   */
  async addMember(id: BoardId, personId: PersonId, role: Role, at: number): Promise<'first' | 'again'> {
    return await this.#db.transaction().execute(async (trx) => {
      await assertNotDeleted(trx, personId);
      const known = await trx
        .selectFrom('members')
        .select('arrival')
        .where('board_id', '=', id)
        .where('person_id', '=', personId)
        .executeTakeFirst();
      const { arrival } = await trx
        .selectFrom('members')
        .select(sql<number>`coalesce(max(arrival), -1) + 1`.as('arrival'))
        .where('board_id', '=', id)
        .executeTakeFirstOrThrow();
      await trx
        .insertInto('members')
        .values({ board_id: id, person_id: personId, role, arrival, joined_at: at, visited_at: at })
        // Who comes back has the colour that they had.
        .onConflict((conflict) =>
          conflict
            .columns(['board_id', 'person_id'])
            .doUpdateSet({ role, joined_at: at, visited_at: at, ...ON_THE_BOARD })
            .where('members.left_at', 'is not', null),
        )
        .execute();
      await trx.deleteFrom('names_when_left').where('board_id', '=', id).where('reader_id', '=', personId).execute();
      return known === undefined ? 'first' : 'again';
    });
  }

  /** Not on the board any more: colour and order stay, for what the person made. */
  async leave(id: BoardId, personId: PersonId, at: number): Promise<void> {
    await this.#db.transaction().execute(async (trx) => await letGo(trx, id, personId, at));
  }

  /**
   * Takes who is or was on the board away from it, as another's doing, with their part or without it.
   * @returns false when there is nobody to remove (any more)
   */
  async remove(id: BoardId, personId: PersonId, { by, at, part }: Removing): Promise<boolean> {
    return await this.#db.transaction().execute(async (trx) => {
      const { numUpdatedRows } = await trx
        .updateTable('members')
        .set({ removed_by: by, removed_at: at, part_kept: part === 'keep' ? 1 : 0 })
        .where('board_id', '=', id)
        .where('person_id', '=', personId)
        .where('removed_by', 'is', null)
        .where('person_id', 'in', (db) => db.selectFrom('people').select('id').where('deleted_at', 'is', null))
        .executeTakeFirstOrThrow();
      // Who had left before keeps what they knew then.
      await letGo(trx, id, personId, at);
      return numUpdatedRows > 0n;
    });
  }

  /** People without a sign-in, who have left already; and how the board has shown people. */
  async remember(
    id: BoardId,
    maker: { readonly id: PersonId; readonly arrival: number },
    people: readonly (RememberedPerson & { readonly arrival: number })[],
    display: readonly DisplaySetting[],
    at: number,
  ): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await trx
        .updateTable('members')
        .set({ arrival: maker.arrival })
        .where('board_id', '=', id)
        .where('person_id', '=', maker.id)
        .execute();
      const { next } = await trx
        .selectFrom('people')
        .select(sql<number>`coalesce(max(arrival), -1) + 1`.as('next'))
        .executeTakeFirstOrThrow();
      for (const [index, { id: person_id, name, color, arrival }] of people.entries()) {
        await trx
          .insertInto('people')
          .values({ id: person_id, name, color, arrival: next + index, created_at: at })
          .execute();
        const member = {
          board_id: id,
          person_id,
          role: 'participant',
          arrival,
          joined_at: at,
          visited_at: at,
        } as const;
        await trx
          .insertInto('members')
          .values({ ...member, left_at: at })
          .execute();
      }
      for (const { display: shown, since } of display) {
        await trx.insertInto('display_settings').values({ board_id: id, display: shown, since }).execute();
      }
    });
  }

  /** As if the person had never come. */
  async removeMember(id: BoardId, personId: PersonId): Promise<void> {
    await this.#db.deleteFrom('members').where('board_id', '=', id).where('person_id', '=', personId).execute();
  }

  async setRole(id: BoardId, personId: PersonId, role: Role): Promise<void> {
    await this.#db
      .updateTable('members')
      .set({ role })
      .where('board_id', '=', id)
      .where('person_id', '=', personId)
      .execute();
  }

  async setTitle(id: BoardId, title: string): Promise<void> {
    await this.#db.updateTable('boards').set({ title }).where('id', '=', id).execute();
  }

  async setDeleted(id: BoardId, deleted_at: number | null): Promise<void> {
    await this.#db.updateTable('boards').set({ deleted_at }).where('id', '=', id).execute();
  }

  /** A time before the one that is known changes nothing. */
  async setChanged(id: BoardId, at: number): Promise<void> {
    await this.#db
      .updateTable('boards')
      .set({ changed_at: at })
      .where('id', '=', id)
      .where('changed_at', '<', at)
      .execute();
  }

  async setVisited(id: BoardId, personId: PersonId, at: number): Promise<void> {
    await this.#db
      .updateTable('members')
      .set({ visited_at: at })
      .where('board_id', '=', id)
      .where('person_id', '=', personId)
      .execute();
  }

  /** A person's boards that are not deleted: those that changed or were visited last come first. */
  async ofPerson(personId: PersonId): Promise<OwnBoard[]> {
    return await this.#own(personId)
      .where('boards.deleted_at', 'is', null)
      .orderBy(
        sql`case when boards.changed_at > members.visited_at then boards.changed_at else members.visited_at end`,
        'desc',
      )
      .limit(MAX_LISTED)
      .execute();
  }

  async own(id: BoardId, personId: PersonId): Promise<OwnBoard | null> {
    return (await this.#own(personId).where('boards.id', '=', id).executeTakeFirst()) ?? null;
  }

  /** The first who arrived on each of these boards, and how many there are. */
  async faces(ids: readonly BoardId[]): Promise<ReadonlyMap<BoardId, Faces>> {
    const faces = new Map<BoardId, Faces>(ids.map((id) => [id, { people: [], peopleCount: 0 }]));
    if (ids.length === 0) return faces;
    const rows = await this.#db
      .selectFrom((db) =>
        db
          .selectFrom('members')
          .innerJoin('people', 'people.id', 'members.person_id')
          .where('members.board_id', 'in', ids)
          .where('members.left_at', 'is', null)
          .select(['members.board_id', 'people.id', 'people.name', 'members.arrival'])
          .select(sql<number>`row_number() over (partition by members.board_id order by members.arrival)`.as('place'))
          .select(sql<number>`count(*) over (partition by members.board_id)`.as('total'))
          .as('ranked'),
      )
      .selectAll()
      .where('place', '<=', FACES)
      .orderBy('place')
      .execute();
    for (const { board_id, id, name, arrival, total } of rows) {
      const people = [...(faces.get(board_id)?.people ?? []), { id, name, color: colorInOrder(arrival) }];
      faces.set(board_id, { people, peopleCount: total });
    }
    return faces;
  }

  #members(id: BoardId) {
    return this.#db
      .selectFrom('members')
      .innerJoin('people', 'people.id', 'members.person_id')
      .select(MEMBER)
      .where('members.board_id', '=', id)
      .where('members.left_at', 'is', null);
  }

  #own(personId: PersonId) {
    return this.#db
      .selectFrom('members')
      .innerJoin('boards', 'boards.id', 'members.board_id')
      .select([...BOARD, 'members.role', 'members.visited_at as visitedAt'])
      .where('members.left_at', 'is', null)
      .where('members.person_id', '=', personId);
  }
}

async function assertNotDeleted(trx: Transaction<Database>, personId: PersonId): Promise<void> {
  const gone = await trx
    .selectFrom('people')
    .select('id')
    .where('id', '=', personId)
    .where('deleted_at', 'is not', null)
    .executeTakeFirst();
  if (gone !== undefined) throw new WeftError('token_invalid');
}

/** Ends being on a board, for who is on it, and keeps how they knew it: its title and the others' names. */
async function letGo(trx: Transaction<Database>, id: BoardId, personId: PersonId, at: number): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('members')
    .set((eb) => ({
      left_at: at,
      left_title: eb.selectFrom('boards').select('title').where('id', '=', id),
    }))
    .where('board_id', '=', id)
    .where('person_id', '=', personId)
    .where('left_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return;
  await trx
    .insertInto('names_when_left')
    .columns(['board_id', 'reader_id', 'person_id', 'name'])
    .expression((eb) =>
      eb
        .selectFrom('members')
        .innerJoin('people', 'people.id', 'members.person_id')
        .select(['members.board_id', eb.val(personId).as('reader_id'), 'people.id', 'people.name'])
        .where('members.board_id', '=', id)
        .where('people.id', '!=', personId)
        .where('people.deleted_at', 'is', null),
    )
    .execute();
}
