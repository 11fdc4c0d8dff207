import type { BoardId } from '@weft/protocol';
import type { LiveBoards } from '../ports.ts';
import { LazyWorker } from '../workers/LazyWorker.ts';
import { startWorker } from '../workers/WorkerCalls.ts';

export const THUMBNAIL_SIZE = { width: 480, height: 300 } as const;

export interface Thumbnail {
  /** The entry of the log that the picture stands for. */
  readonly seq: number;
  readonly svg: string;
}

interface Kept {
  readonly changedAt: number;
  readonly thumbnail: Promise<Thumbnail>;
}

const MAX_KEPT = 200;

/**
 * Pictures of boards for lists of them, drawn in a worker: a large board takes longer than an edit may wait. One is
 * kept for as long as its board does not change, by the time of the last change and by the log's seq.
 */
export class Thumbnails {
  readonly #live: LiveBoards;
  readonly #kept = new Map<BoardId, Kept>();
  readonly #worker = new LazyWorker({
    start: () => startWorker(import.meta.url, 'thumbnailWorker', null),
    timeoutMs: 30_000,
    idleMs: 60_000,
  });

  constructor(live: LiveBoards) {
    this.#live = live;
  }

  /** @param changedAt when the board last changed, as its list says. */
  async of(boardId: BoardId, changedAt: number): Promise<Thumbnail> {
    const kept = this.#kept.get(boardId);
    if (kept?.changedAt === changedAt) return await kept.thumbnail;
    const thumbnail = this.#draw(boardId, kept);
    this.#keep(boardId, { changedAt, thumbnail });
    try {
      return await thumbnail;
    } catch (error) {
      if (this.#kept.get(boardId)?.thumbnail === thumbnail) this.#kept.delete(boardId);
      throw error;
    }
  }

  /** The board is another than it was, without having been changed. */
  forget(boardId: BoardId): void {
    this.#kept.delete(boardId);
  }

  async close(): Promise<void> {
    await this.#worker.close();
  }

  async #draw(boardId: BoardId, before: Kept | undefined): Promise<Thumbnail> {
    const { seq, update } = await this.#live.state(boardId);
    const last = await before?.thumbnail.catch(() => undefined);
    if (last?.seq === seq) return last;
    return { seq, svg: (await this.#worker.call('render', update)) as string };
  }

  #keep(boardId: BoardId, kept: Kept): void {
    this.#kept.delete(boardId);
    this.#kept.set(boardId, kept);
    if (this.#kept.size <= MAX_KEPT) return;
    const oldest = this.#kept.keys().next();
    if (!oldest.done) this.#kept.delete(oldest.value);
  }
}
