import { ContributionFold, type FoldResult, type WrittenParagraph } from '@weft/contribution';
import type { BoardId, ItemId, LogEntry } from '@weft/protocol';

/** A board's fold, which follows its log; or one that stops at an entry, for who may know no more of the board. */
export type FoldKey = BoardId | `${BoardId}@${number}`;

export const foldKeyOf = ({ boardId, until }: { boardId: BoardId; until?: number | undefined }): FoldKey =>
  until === undefined ? boardId : `${boardId}@${until}`;

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
  readonly #kept = new Map<FoldKey, Kept>();

  constructor(limits: FoldCacheLimits) {
    this.#limits = limits;
  }

  get folds(): readonly FoldKey[] {
    return [...this.#kept.keys()];
  }

  /** Takes a board's fold into use. @returns the last entry that it has folded. */
  open(key: FoldKey): number {
    const kept = this.#kept.get(key) ?? { fold: new ContributionFold(), bytes: 0, inUse: 0, result: null };
    kept.inUse += 1;
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept.fold.seq;
  }

  /** Folds what came since. @throws what the fold throws; it then starts anew, as a half-folded entry would stay wrong. */
  append(key: FoldKey, entries: readonly LogEntry[]): void {
    const kept = this.#inUse(key);
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

  result(key: FoldKey): FoldResult {
    const kept = this.#inUse(key);
    kept.result ??= kept.fold.result();
    return kept.result;
  }

  /** What changed after an entry; everything where none is named, or where it is not one of this fold's. */
  since(key: FoldKey, seq: number | undefined): Omit<FoldResult, 'links'> {
    const { fold } = this.#inUse(key);
    return seq === undefined || seq > fold.seq ? this.result(key) : fold.changesSince(seq);
  }

  /** Who wrote the present text of an item; null for what is no item on the board now. */
  writers(key: FoldKey, itemId: ItemId): readonly WrittenParagraph[] | null {
    return this.#inUse(key).fold.writers(itemId);
  }

  /** Gives a board's fold back. */
  release(key: FoldKey): void {
    const kept = this.#kept.get(key);
    if (kept !== undefined) kept.inUse -= 1;
    this.#evict();
  }

  /** Drops all that was folded of a board; whoever uses one of its folds is refused once. */
  forget(boardId: BoardId): void {
    for (const [key, kept] of this.#kept) {
      if (key !== boardId && !key.startsWith(`${boardId}@`)) continue;
      this.#kept.delete(key);
      kept.fold.destroy();
    }
  }

  #inUse(key: FoldKey): Kept {
    const kept = this.#kept.get(key);
    if (kept === undefined || kept.inUse === 0) throw new RangeError(`the fold of ${key} is not in use`);
    return kept;
  }

  #evict(): void {
    let bytes = 0;
    for (const kept of this.#kept.values()) bytes += kept.bytes;
    for (const [key, kept] of this.#kept) {
      if (this.#kept.size <= this.#limits.maxBoards && bytes <= this.#limits.maxBytes) return;
      if (kept.inUse > 0) continue;
      bytes -= kept.bytes;
      this.#kept.delete(key);
      kept.fold.destroy();
    }
  }
}
