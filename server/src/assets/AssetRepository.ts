import type { BoardId, PersonId } from '@weft/protocol';
import type { Kysely } from 'kysely';
import type { Database } from '../database/Database.ts';

export interface StoredAsset {
  readonly id: string;
  readonly mime: string;
  readonly bytes: number;
}

/** Which images there are, and on which boards. */
export class AssetRepository {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  async addToBoard(boardId: BoardId, { id, mime, bytes }: StoredAsset, by: PersonId, at: number): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await trx
        .insertInto('assets')
        .values({ id, mime, bytes, created_at: at })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
      await trx
        .insertInto('board_assets')
        .values({ board_id: boardId, asset_id: id, added_by: by, added_at: at })
        .onConflict((conflict) => conflict.columns(['board_id', 'asset_id']).doNothing())
        .execute();
    });
  }

  /** @returns whether no board has it any more; it is then not known of either */
  async takeOffBoard(boardId: BoardId, id: string): Promise<boolean> {
    return await this.#db.transaction().execute(async (trx) => {
      await trx.deleteFrom('board_assets').where('board_id', '=', boardId).where('asset_id', '=', id).execute();
      const elsewhere = await trx
        .selectFrom('board_assets')
        .select('asset_id')
        .where('asset_id', '=', id)
        .limit(1)
        .executeTakeFirst();
      if (elsewhere !== undefined) return false;
      await trx.deleteFrom('assets').where('id', '=', id).execute();
      return true;
    });
  }

  async idsOnBoard(boardId: BoardId): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom('board_assets')
      .select('asset_id')
      .where('board_id', '=', boardId)
      .orderBy('added_at')
      .orderBy('asset_id')
      .execute();
    return rows.map(({ asset_id }) => asset_id);
  }

  /** All images of a board together. */
  async bytesOnBoard(boardId: BoardId): Promise<number> {
    const { bytes } = await this.#db
      .selectFrom('board_assets')
      .innerJoin('assets', 'assets.id', 'board_assets.asset_id')
      .select(({ fn }) => fn.sum<number | null>('assets.bytes').as('bytes'))
      .where('board_id', '=', boardId)
      .executeTakeFirstOrThrow();
    return bytes ?? 0;
  }

  async onBoard(boardId: BoardId, id: string): Promise<StoredAsset | null> {
    const asset = await this.#db
      .selectFrom('board_assets')
      .innerJoin('assets', 'assets.id', 'board_assets.asset_id')
      .select(['assets.id', 'assets.mime', 'assets.bytes'])
      .where('board_id', '=', boardId)
      .where('asset_id', '=', id)
      .executeTakeFirst();
    return asset ?? null;
  }
}
