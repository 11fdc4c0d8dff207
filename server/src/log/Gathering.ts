import type { BoardId } from '@weft/protocol';
import type { AppendBatch, AppendedEntry, ClientIdClaim } from './UpdateLog.ts';

/** What waits for one commit, and who waits for it: one promise for each board, since one may fail without the others. */
export class Gathering {
  #entries: AppendedEntry[] = [];
  #claims: ClientIdClaim[] = [];
  #bytes = 0;
  readonly #boards = new Map<BoardId, PromiseWithResolvers<void>>();

  get entries(): readonly AppendedEntry[] {
    return this.#entries;
  }

  get claims(): readonly ClientIdClaim[] {
    return this.#claims;
  }

  /** Of the entries' payloads. */
  get bytes(): number {
    return this.#bytes;
  }

  get isEmpty(): boolean {
    return this.#entries.length + this.#claims.length === 0;
  }

  /** Resolves when all of the batch is kept. */
  async add({ entries, claims }: AppendBatch): Promise<void> {
    this.#entries.push(...entries);
    this.#claims.push(...claims);
    for (const { payload } of entries) this.#bytes += payload.byteLength;
    const boards = new Set([...entries, ...claims].map(({ boardId }) => boardId));
    await Promise.all([...boards].map((boardId) => this.#doneOf(boardId).promise));
  }

  succeed(): void {
    for (const { resolve } of this.#boards.values()) resolve();
  }

  /** Nothing of this board is kept; whatever there is of it is taken out. */
  fail(boardId: BoardId, error: unknown): void {
    this.#entries = this.#entries.filter((entry) => entry.boardId !== boardId);
    this.#claims = this.#claims.filter((claim) => claim.boardId !== boardId);
    this.#bytes = this.#entries.reduce((sum, { payload }) => sum + payload.byteLength, 0);
    this.#boards.get(boardId)?.reject(error);
    this.#boards.delete(boardId);
  }

  failAll(error: unknown): void {
    for (const { reject } of this.#boards.values()) reject(error);
  }

  #doneOf(boardId: BoardId): PromiseWithResolvers<void> {
    const known = this.#boards.get(boardId);
    if (known !== undefined) return known;
    const done = Promise.withResolvers<void>();
    this.#boards.set(boardId, done);
    return done;
  }
}
