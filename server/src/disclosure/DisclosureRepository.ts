import { colorInOrder, type BoardId, type Display, type DisplaySetting } from '@weft/protocol';
import type { Kysely } from 'kysely';
import type { Database } from '../database/Database.ts';
import type { DisclosureFacts } from './Telling.ts';

/** How boards show people, and who does not want to be shown. */
export class DisclosureRepository {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  async facts(boardId: BoardId): Promise<DisclosureFacts> {
    const [settings, people] = await Promise.all([this.settings(boardId), this.#people(boardId)]);
    return { settings, people };
  }

  /** In order of time. */
  async settings(boardId: BoardId): Promise<readonly DisplaySetting[]> {
    return await this.#db
      .selectFrom('display_settings')
      .select(['display', 'since'])
      .where('board_id', '=', boardId)
      .orderBy('since')
      .execute();
  }

  /** Of many boards with one question; a board for which nothing was ever chosen is not in it. */
  async settingsOf(boardIds: readonly BoardId[]): Promise<ReadonlyMap<BoardId, readonly DisplaySetting[]>> {
    if (boardIds.length === 0) return new Map();
    const rows = await this.#db
      .selectFrom('display_settings')
      .select(['board_id', 'display', 'since'])
      .where('board_id', 'in', boardIds)
      .orderBy('since')
      .execute();
    return Map.groupBy(rows, ({ board_id }) => board_id);
  }

  async addSetting(boardId: BoardId, display: Display, since: number): Promise<void> {
    await this.#db.insertInto('display_settings').values({ board_id: boardId, display, since }).execute();
  }

  /** Who is or was on the board, in order of arrival. Who deleted themself is not known any more. */
  async #people(boardId: BoardId): Promise<DisclosureFacts['people']> {
    const rows = await this.#db
      .selectFrom('members')
      .innerJoin('people', 'people.id', 'members.person_id')
      .leftJoin('part_choices', (join) =>
        join
          .onRef('part_choices.board_id', '=', 'members.board_id')
          .onRef('part_choices.person_id', '=', 'members.person_id'),
      )
      .select([
        'people.id',
        'people.name',
        'members.arrival',
        'members.removed_by',
        'members.part_kept',
        'part_choices.hidden',
      ])
      .where('members.board_id', '=', boardId)
      .where('people.deleted_at', 'is', null)
      .orderBy('members.arrival')
      .execute();
    return rows.map(({ id, name, arrival, removed_by, part_kept, hidden }) => ({
      id,
      name,
      color: colorInOrder(arrival),
      hidden: hidden === 1 || (removed_by !== null && part_kept === 0),
    }));
  }
}
