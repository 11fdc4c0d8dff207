import { ContributionFold, type FoldResult, type WrittenParagraph } from '@weft/contribution';
import type { BoardId, ItemId, LogEntry } from '@weft/protocol';

export interface FoldCacheLimits {
  /** Boards whose fold is kept when nobody is asking. */
  readonly maxBoards: number;
  /** Payload bytes that the kept folds have taken in: a measure of their memory that costs nothing. */
  readonly maxBytes: number;
}

interface Kept {
  fold: ContributionFold;
  bytes: number;
  inUse: number;
  result: FoldResult | null;
}

/**
 * The folds of the boards last asked for, so that a board that is asked for again needs only what came since. A fold
 * that is in use is never dropped; of the others the least recently used goes first. Dropping one loses nothing: it is
 * derived from the log.
 */
export class FoldCache {
  readonly #limits: FoldCacheLimits;
  /** Least recently used first. */
  readonly #kept = new Map<BoardId, Kept>();

  constructor(limits: FoldCacheLimits) {
    this.#limits = limits;
  }

  get boards(): readonly BoardId[] {
    return [...this.#kept.keys()];
  }

  /** Takes a board's fold into use. @returns the last entry that it has folded. */
  open(boardId: BoardId): number {
    const kept = this.#kept.get(boardId) ?? { fold: new ContributionFold(), bytes: 0, inUse: 0, result: null };
    kept.inUse += 1;
    this.#kept.delete(boardId);
    this.#kept.set(boardId, kept);
    return kept.fold.seq;
  }

  /** Folds what came since. @throws what the fold throws; it then starts anew, as a half-folded entry would stay wrong. */
  append(boardId: BoardId, entries: readonly LogEntry[]): void {
    const kept = this.#inUse(boardId);
    kept.result = null;
    try {
      for (const entry of entries) {
        kept.fold.append(entry);
        kept.bytes += entry.payload.byteLength;
      }
    } catch (error) {
      kept.fold = new ContributionFold();
      kept.bytes = 0;
      throw error;
    }
  }

  result(boardId: BoardId): FoldResult {
    const kept = this.#inUse(boardId);
    kept.result ??= kept.fold.result();
    return kept.result;
  }

  /** What changed after an entry; everything where none is named, or where it is not one of this fold's. */
  since(boardId: BoardId, seq: number | undefined): Omit<FoldResult, 'links'> {
    const { fold } = this.#inUse(boardId);
    return seq === undefined || seq > fold.seq ? this.result(boardId) : fold.changesSince(seq);
  }

  /** Who wrote the present text of an item; null for what is no item on the board now. */
  writers(boardId: BoardId, itemId: ItemId): readonly WrittenParagraph[] | null {
    return this.#inUse(boardId).fold.writers(itemId);
  }

  /** Gives a board's fold back. */
  release(boardId: BoardId): void {
    const kept = this.#kept.get(boardId);
    if (kept !== undefined) kept.inUse -= 1;
    this.#evict();
  }

  #inUse(boardId: BoardId): Kept {
    const kept = this.#kept.get(boardId);
    if (kept === undefined || kept.inUse === 0) throw new RangeError(`the fold of ${boardId} is not in use`);
    return kept;
  }

  #evict(): void {
    let bytes = 0;
    for (const kept of this.#kept.values()) bytes += kept.bytes;
    for (const [boardId, kept] of this.#kept) {
      if (this.#kept.size <= this.#limits.maxBoards && bytes <= this.#limits.maxBytes) return;
      if (kept.inUse > 0) continue;
      bytes -= kept.bytes;
      this.#kept.delete(boardId);
      kept.fold.destroy();
    }
  }
}
