import type { BoardId, ItemId, LogEntry, PersonId } from '@weft/protocol';
import type { Derived, ItemPeople, LiveBoards, PartCounts, Parts } from '../ports.ts';
import { LazyWorker } from '../workers/LazyWorker.ts';
import { OneAtATime } from '../workers/OneAtATime.ts';
import { Turns } from '../workers/Turns.ts';
import { startWorker } from '../workers/WorkerCalls.ts';
import { foldKeyOf } from './FoldCache.ts';
import type { Asking, PartQuestion } from './tellContributions.ts';

const PAGE = 1_000;
const MOST_AT_ONCE = 8;
const MOST_WAITING = 1_000;

/**
 * Each person's part, folded from the log in a worker that never stands in the way of an edit. A fold is kept there and
 * given only what came since; whoever asks gets everything that was durable when they asked.
 */
export class BoardContributions implements Parts, Derived {
  readonly #boards: LiveBoards;
  readonly #turns = new Turns(MOST_AT_ONCE, MOST_WAITING);
  /** Per board who may feed its fold next: two at a time would feed it the same entries twice. */
  readonly #feeding = new OneAtATime();
  readonly #worker = new LazyWorker({
    start: () => startWorker(import.meta.url, 'foldWorker', null),
    timeoutMs: 60_000,
    idleMs: 10 * 60_000,
  });

  constructor(boards: LiveBoards) {
    this.#boards = boards;
  }

  /** @returns the JSON of `ContributionsSchema`, ready to be sent to this caller and nobody else. */
  contributions(asking: Asking): Promise<Uint8Array> {
    return this.#ask(asking, 'contributions', asking);
  }

  /** @returns the JSON of `LineageSchema`, for this caller. */
  lineage(asking: Asking): Promise<Uint8Array> {
    return this.#ask(asking, 'lineage', asking);
  }

  /** @returns the JSON of `WritersSchema`, for this caller. @throws WeftError `item_not_found` */
  writers(asking: Asking, itemId: ItemId): Promise<Uint8Array> {
    return this.#ask(asking, 'writers', { ...asking, itemId });
  }

  /** @returns the JSON of `PartSchema`, for the person alone. */
  part(question: PartQuestion): Promise<Uint8Array> {
    return this.#ask(question, 'part', question);
  }

  counts(boardId: BoardId, personId: PersonId): Promise<PartCounts> {
    return this.#ask({ boardId }, 'counts', { boardId, personId });
  }

  peopleOf(boardId: BoardId, itemId: ItemId): Promise<ItemPeople | null> {
    return this.#ask({ boardId }, 'peopleOf', { boardId, itemId });
  }

  knows(boardId: BoardId, itemIds: readonly ItemId[]): Promise<boolean> {
    return this.#ask({ boardId }, 'knows', { boardId, itemIds });
  }

  async forget(boardId: BoardId): Promise<void> {
    await this.#worker.call('forget', boardId);
  }

  async close(): Promise<void> {
    await this.#worker.close();
  }

  async #ask<T = Uint8Array>(
    board: { readonly boardId: BoardId; readonly until?: number | undefined },
    question: 'contributions' | 'lineage' | 'writers' | 'part' | 'counts' | 'peopleOf' | 'knows',
    arg: unknown,
  ): Promise<T> {
    const key = foldKeyOf(board);
    return await this.#turns.take(() =>
      this.#feeding.run(key, async () => {
        const after = (await this.#worker.call('open', key)) as number;
        try {
          for await (const entries of this.#entries(board.boardId, after, board.until)) {
            await this.#worker.call('append', { key, entries });
          }
          return (await this.#worker.call(question, arg)) as T;
        } finally {
          await this.#worker.call('release', key);
        }
      }),
    );
  }

  /** The durable entries after one, up to `until` where one is named. */
  async *#entries(boardId: BoardId, after: number, until = Infinity): AsyncGenerator<readonly LogEntry[]> {
    for (let last = after; last < until;) {
      const entries = await this.#boards.read(boardId, last, Math.min(PAGE, until - last));
      const newest = entries.at(-1);
      if (newest === undefined) return;
      yield entries;
      last = newest.seq;
    }
  }
}
