import type { BoardId, ErasedPart, Erasure, PersonId } from '@weft/protocol';
import type { BoardClosing, BoardImages, Derived, ErasureCounts, LogErasing, PlannedErasure } from '../ports.ts';
import { OneAtATime } from '../workers/OneAtATime.ts';
import type { ErasureRepository } from './ErasureRepository.ts';
import type { Unfinished, UnfinishedErasures } from './UnfinishedErasures.ts';

export interface ErasuresOptions {
  readonly log: LogErasing;
  readonly boards: BoardClosing;
  readonly words: ErasureRepository;
  readonly images: Pick<BoardImages, 'list' | 'remove'>;
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
    const { imageIds, ...counts } = await this.#plan(boardId, what);
    return {
      ...counts,
      done: false,
      counted: true,
      images: imageIds.length,
      words: await this.#wordsOf(boardId, what),
    };
  }

  /** Doing it again changes nothing. */
  async erase(boardId: BoardId, what: ErasedPart, by: PersonId): Promise<Erasure> {
    return await this.#erasing.run(boardId, async () => {
      const words = await this.#wordsOf(boardId, what);
      return await this.#options.boards.whileClosed(boardId, 'board_erased', async () => {
        const { imageIds } = await this.#plan(boardId, what);
        const begun = { boardId, what, by, imageIds };
        await this.#options.unfinished.begin(begun);
        const counts = await this.#carryOut(begun);
        return { ...(counts ?? NOTHING), done: true, counted: true, images: imageIds.length, words };
      });
    });
  }

  /** Ends what a server began that was ended meanwhile. */
  async finishAll(): Promise<void> {
    for (const begun of this.#options.unfinished.all()) {
      try {
        await this.#options.boards.whileClosed(begun.boardId, 'board_erased', () => this.#carryOut(begun));
      } catch (error) {
        // One board's damage must not keep the server from all others; the next start tries again.
        this.#options.onUnfinished(begun.boardId, error);
      }
    }
  }

  /** Nobody is on the board meanwhile. */
  async #carryOut(begun: Unfinished): Promise<ErasureCounts | null> {
    const { log, words, images, unfinished, derived, now } = this.#options;
    const { boardId, what, by, imageIds } = begun;
    const counts = await log.erase(boardId, what, by, now());
    for (const kept of derived) await kept.forget(boardId);
    if ('personId' in what) await words.erase(boardId, what.personId);
    if (imageIds.length > 0) {
      // What was begun long ago may be finished now, and what goes be shown by something else meanwhile.
      const shown = new Set(await log.imagesIn(boardId));
      await images.remove(
        imageIds.filter((id) => !shown.has(id)),
        boardId,
      );
    }
    await unfinished.done(begun);
    return counts;
  }

  async #plan(boardId: BoardId, what: ErasedPart): Promise<PlannedErasure> {
    const [planned, onBoard] = await Promise.all([
      this.#options.log.planErasure(boardId, what),
      this.#options.images.list(boardId),
    ]);
    const known = new Set(onBoard);
    return { ...planned, imageIds: planned.imageIds.filter((id) => known.has(id)) };
  }

  async #wordsOf(boardId: BoardId, what: ErasedPart): Promise<number> {
    return 'personId' in what ? await this.#options.words.wordsOf(boardId, what.personId) : 0;
  }
}
