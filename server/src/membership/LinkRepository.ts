import { LIMITS, type BoardId, type PersonId, type Role } from '@weft/protocol';
import type { Kysely } from 'kysely';
import type { Database } from '../database/Database.ts';
import { hashOf, randomKey, randomToken } from '../database/tokens.ts';
import { randomShortCode, readShortCode } from './shortCode.ts';

export interface StoredLink {
  readonly id: string;
  readonly boardId: BoardId;
  readonly role: Role;
  readonly token: string;
  readonly shortCode: string;
  readonly codeExpiresAt: number;
  readonly createdBy: PersonId;
  readonly createdAt: number;
}

export type FoundLink =
  | { readonly ok: true; readonly link: StoredLink }
  | { readonly ok: false; readonly code: 'link_invalid' | 'link_expired' };

const LINK = [
  'id',
  'board_id as boardId',
  'role',
  'token',
  'short_code as shortCode',
  'code_expires_at as codeExpiresAt',
  'created_by as createdBy',
  'created_at as createdAt',
] as const;

/** Links by which people come onto a board, and by which a board's maker comes back. */
export class LinkRepository {
  readonly #db: Kysely<Database>;
  readonly #now: () => number;

  constructor(db: Kysely<Database>, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  async add(boardId: BoardId, role: Role, by: PersonId): Promise<StoredLink> {
    const now = this.#now();
    const link: StoredLink = {
      id: randomToken(),
      boardId,
      role,
      token: randomToken(),
      shortCode: randomShortCode(),
      codeExpiresAt: now + LIMITS.shortCodeLifeMs,
      createdBy: by,
      createdAt: now,
    };
    await this.#db
      .insertInto('links')
      .values({
        id: link.id,
        board_id: boardId,
        role,
        token: link.token,
        short_code: link.shortCode,
        code_expires_at: link.codeExpiresAt,
        created_by: by,
        created_at: now,
      })
      .execute();
    return link;
  }

  /** Oldest first. A short code whose time is over is made anew: who asks for the links wants to share them. */
  async ofBoard(boardId: BoardId): Promise<StoredLink[]> {
    const links = await this.#db
      .selectFrom('links')
      .select(LINK)
      .where('board_id', '=', boardId)
      .orderBy('created_at')
      .execute();
    return await Promise.all(links.map((link) => this.#withValidCode(link)));
  }

  async count(boardId: BoardId): Promise<number> {
    const { count } = await this.#db
      .selectFrom('links')
      .select((db) => db.fn.countAll<number>().as('count'))
      .where('board_id', '=', boardId)
      .executeTakeFirstOrThrow();
    return count;
  }

  async withdraw(id: string): Promise<void> {
    await this.#db.deleteFrom('links').where('id', '=', id).execute();
  }

  /** By a link's token, or by its short code however it was typed. */
  async find(code: string): Promise<FoundLink> {
    const shortCode = readShortCode(code);
    const link = await this.#db
      .selectFrom('links')
      .select(LINK)
      .where(shortCode === null ? 'token' : 'short_code', '=', shortCode ?? code)
      .executeTakeFirst();
    if (link === undefined) return { ok: false, code: 'link_invalid' };
    if (shortCode !== null && link.codeExpiresAt <= this.#now()) return { ok: false, code: 'link_expired' };
    return { ok: true, link };
  }

  /** @returns the token, told this once: only its hash is kept. */
  async addRecovery(boardId: BoardId, personId: PersonId): Promise<{ id: string; token: string; createdAt: number }> {
    const recovery = { id: randomToken(), token: randomKey(), createdAt: this.#now() };
    await this.#db
      .insertInto('recoveries')
      .values({
        id: recovery.id,
        board_id: boardId,
        person_id: personId,
        token_hash: hashOf(recovery.token),
        created_at: recovery.createdAt,
      })
      .execute();
    return recovery;
  }

  async recoveries(
    boardId: BoardId,
    personId: PersonId,
  ): Promise<{ id: string; createdAt: number; usedAt: number | null }[]> {
    return await this.#db
      .selectFrom('recoveries')
      .select(['id', 'created_at as createdAt', 'used_at as usedAt'])
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .orderBy('created_at')
      .execute();
  }

  /** @returns false when this person has no such link on this board. */
  async withdrawRecovery(boardId: BoardId, personId: PersonId, id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('recoveries')
      .where('id', '=', id)
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow();
    return numDeletedRows === 1n;
  }

  /** A recovery link works until it is withdrawn: it lies in a drawer for the day a device is gone. */
  async useRecovery(token: string): Promise<{ boardId: BoardId; personId: PersonId } | null> {
    const row = await this.#db
      .updateTable('recoveries')
      .set({ used_at: this.#now() })
      .where('token_hash', '=', hashOf(token))
      .returning(['board_id as boardId', 'person_id as personId'])
      .executeTakeFirst();
    return row ?? null;
  }

  async #withValidCode(link: StoredLink): Promise<StoredLink> {
    if (link.codeExpiresAt > this.#now()) return link;
    const shortCode = randomShortCode();
    const codeExpiresAt = this.#now() + LIMITS.shortCodeLifeMs;
    await this.#db
      .updateTable('links')
      .set({ short_code: shortCode, code_expires_at: codeExpiresAt })
      .where('id', '=', link.id)
      .execute();
    return { ...link, shortCode, codeExpiresAt };
  }
}
