import type { TLRecord } from '@tldraw/tlschema';

/** A board that somebody moves through its history, for a canvas to show. */
export interface PastBoard {
  /** What is on the board at the moment that is shown, as the normalising view has it. */
  readonly records: ReadonlyMap<string, TLRecord>;
  /** Told after each move what is different now. @returns what ends it */
  onMove(listener: (move: PastMove) => void): () => void;
}

export interface PastMove {
  readonly put: readonly TLRecord[];
  readonly removed: readonly string[];
}
