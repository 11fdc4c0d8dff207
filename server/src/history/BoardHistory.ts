import type { BoardId, LogEntry } from '@weft/protocol';
import type { BoardCopies, BoardCopy, HistoryPieces, LiveBoards } from '../ports.ts';
import { LazyWorker } from '../workers/LazyWorker.ts';
import { Turns } from '../workers/Turns.ts';
import { startWorker } from '../workers/WorkerCalls.ts';

const PAGE = 1_000;
/** Each holds a document in the worker while it lasts. */
const MOST_AT_ONCE = 4;
const MOST_WAITING = 200;

/**
 * Boards as they were. The log is read from the newest keyframe before, a page at a time, and replayed in a worker: neither a long history nor a large
 * board ever stands in the way of an edit, and at no time is more than a page of entries in memory.
 */
export class BoardHistory implements BoardCopies {
  readonly #boards: LiveBoards;
  readonly #pieces: HistoryPieces;
  readonly #turns = new Turns(MOST_AT_ONCE, MOST_WAITING);
  readonly #worker = new LazyWorker({
    start: () => startWorker(import.meta.url, 'replayWorker', null),
    timeoutMs: 30_000,
    idleMs: 60_000,
  });
  #nextReplay = 1;

  constructor(boards: LiveBoards, pieces: HistoryPieces) {
    this.#boards = boards;
    this.#pieces = pieces;
  }

  /** @returns the JSON of `HistoryAtSchema`, ready to be sent. */
  at(boardId: BoardId, t: number): Promise<Uint8Array> {
    return this.#turns.take(async () => {
      const until = await this.#boards.seqAt(boardId, t);
      return (await this.#replay(boardId, until, (replay) => this.#worker.call('tell', replay))) as Uint8Array;
    });
  }

  /** The board after an entry, as another board begins with it. */
  copyAt(boardId: BoardId, seq: number, to: BoardId): Promise<BoardCopy> {
    return this.#turns.take(async () => {
      const copy = await this.#replay(boardId, seq, (replay) => this.#worker.call('copy', { replay, to }));
      return copy as BoardCopy;
    });
  }

  async close(): Promise<void> {
    await this.#worker.close();
  }

  async #replay(boardId: BoardId, until: number, answer: (replay: number) => Promise<unknown>): Promise<unknown> {
    const replay = this.#nextReplay++;
    const begin = await this.#pieces.keyframe(boardId, until);
    await this.#worker.call('begin', { replay, begin });
    try {
      for (let after = begin.seq; after < until;) {
        const entries: readonly LogEntry[] = await this.#boards.read(boardId, after, Math.min(PAGE, until - after));
        const last = entries.at(-1);
        if (last === undefined) break;
        await this.#worker.call('append', { replay, entries });
        after = last.seq;
      }
      return await answer(replay);
    } finally {
      await this.#worker.call('end', replay);
    }
  }
}
