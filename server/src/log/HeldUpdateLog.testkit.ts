import { WeftError, type BoardId, type LogEntry } from '@weft/protocol';
import type { AppendBatch, AppendedEntry, ClientIdClaim, Keyframe, StoredBoard, UpdateLog } from './UpdateLog.ts';

/** A log in memory whose commits wait until the test lets them go on, or fail. */
export class HeldUpdateLog implements UpdateLog {
  readonly entries: AppendedEntry[] = [];
  readonly claims: ClientIdClaim[] = [];
  /** False: an append stays under way until `commit` or `fail`. */
  automatic = true;
  backlog: Promise<void> | null = null;
  /** True: `ping` says that nothing can be written. */
  broken = false;
  readonly #generations = new Map<BoardId, string>();
  #held: { batch: AppendBatch; done: PromiseWithResolvers<void> }[] = [];

  get heldCount(): number {
    return this.#held.length;
  }

  append(batch: AppendBatch): Promise<void> {
    const done = Promise.withResolvers<void>();
    this.#held.push({ batch, done });
    if (this.automatic) this.commit();
    return done.promise;
  }

  commit(): void {
    for (const { batch, done } of this.#held.splice(0)) {
      this.entries.push(...batch.entries);
      this.claims.push(...batch.claims);
      done.resolve();
    }
  }

  fail(error: unknown): void {
    for (const { done } of this.#held.splice(0)) done.reject(error);
  }

  async create(boardId: BoardId, generation: string): Promise<void> {
    if (!this.#generations.has(boardId)) this.#generations.set(boardId, generation);
  }

  async open(boardId: BoardId): Promise<StoredBoard | null> {
    const generation = this.#generations.get(boardId);
    if (generation === undefined) return null;
    const own = this.entries.filter((entry) => entry.boardId === boardId);
    const claims = this.claims.filter((claim) => claim.boardId === boardId);
    return {
      generation,
      owners: new Map(claims.toReversed().map(({ clientId, personId }) => [clientId, personId])),
      lastSeq: own.at(-1)?.seq ?? 0,
      lastAt: own.at(-1)?.at ?? 0,
    };
  }

  async read(boardId: BoardId, after: number, limit: number): Promise<readonly LogEntry[]> {
    return this.entries.filter((entry) => entry.boardId === boardId && entry.seq > after).slice(0, limit);
  }

  async seqAt(boardId: BoardId, t: number): Promise<number> {
    return this.entries.findLast((entry) => entry.boardId === boardId && entry.at <= t)?.seq ?? 0;
  }

  async keyframe(): Promise<Keyframe> {
    return { seq: 0, state: null, damaged: [] };
  }

  async events(boardId: BoardId, upTo: number): Promise<readonly Uint8Array[]> {
    const entries = await this.read(boardId, 0, upTo);
    return entries.filter(({ kind }) => kind === 'event').map(({ payload }) => payload);
  }

  async ping(): Promise<void> {
    if (this.broken) throw new WeftError('storage_full');
  }

  async close(): Promise<void> {}
}
