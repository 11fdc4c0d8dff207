import type { BoardId, ErasedPart, Erasure, PersonId } from '@weft/protocol';
import type { BoardClosing, Derived, ErasureCounts, LogErasing } from '../ports.ts';
import { OneAtATime } from '../workers/OneAtATime.ts';
import type { ErasureRepository } from './ErasureRepository.ts';
import type { Unfinished, UnfinishedErasures } from './UnfinishedErasures.ts';

export interface ErasuresOptions {
  readonly log: LogErasing;
  readonly boards: BoardClosing;
  readonly words: ErasureRepository;
  readonly unfinished: UnfinishedErasures;
  readonly derived: readonly Derived[];
  readonly now: () => number;
  /** Told of one that could not be finished. */
  readonly onUnfinished: (boardId: BoardId, error: unknown) => void;
}

const NOTHING = { entries: 0, items: 0, itemsKept: 0, characters: 0, people: 0 };

/** Taking content out of boards for good: the log, what is derived from it, and what people said beside it. */
export class Erasures {
  readonly #options: ErasuresOptions;
  readonly #erasing = new OneAtATime();

  constructor(options: ErasuresOptions) {
    this.#options = options;
  }

  async preview(boardId: BoardId, what: ErasedPart): Promise<Erasure> {
    const counts = await this.#options.log.previewErasure(boardId, what);
    return { ...counts, done: false, words: await this.#wordsOf(boardId, what) };
  }

  /** Doing it again changes nothing. */
  async erase(boardId: BoardId, what: ErasedPart, by: PersonId): Promise<Erasure> {
    return await this.#erasing.run(boardId, async () => {
      const begun = { boardId, what, by };
      const words = await this.#wordsOf(boardId, what);
      await this.#options.unfinished.begin(begun);
      const counts = await this.#carryOut(begun);
      return { ...(counts ?? NOTHING), done: true, words };
    });
  }

  /** Ends what a server began that was ended meanwhile. */
  async finishAll(): Promise<void> {
    for (const begun of this.#options.unfinished.all()) {
      try {
        await this.#carryOut(begun);
      } catch (error) {
        // One board's damage must not keep the server from all others; the next start tries again.
        this.#options.onUnfinished(begun.boardId, error);
      }
    }
  }

  async #carryOut(begun: Unfinished): Promise<ErasureCounts | null> {
    const { log, boards, words, unfinished, derived, now } = this.#options;
    const { boardId, what, by } = begun;
    const counts = await boards.whileClosed(boardId, 'board_erased', async () => {
      const erased = await log.erase(boardId, what, by, now());
      for (const kept of derived) await kept.forget(boardId);
      return erased;
    });
    if ('personId' in what) await words.erase(boardId, what.personId);
    await unfinished.done(begun);
    return counts;
  }

  async #wordsOf(boardId: BoardId, what: ErasedPart): Promise<number> {
    return 'personId' in what ? await this.#options.words.wordsOf(boardId, what.personId) : 0;
  }
}
