import type { ItemId } from '@weft/protocol';
import type { InsertObstacle } from './CanvasExchange.ts';
import type { PastBoard } from './PastBoard.ts';

/** What is wanted back. */
export interface WantedBack {
  /** The board at the time that it is to be as at. */
  readonly records: PastBoard['records'];
  /** Each with all that lay in it; null for the whole board. */
  readonly items: readonly ItemId[] | null;
}

export interface BroughtBack {
  /** Items that came back, or became again what they were. */
  readonly items: number;
  /** Items that left. */
  readonly removed: number;
  /** Items that stay as they are, as they are locked. */
  readonly locked: number;
  /** @returns false where something else was done since, so that undoing would take back that instead */
  undo(): boolean;
}

export interface CanvasRestore {
  /** Has items, or the board, as they were, as one undoable step; and shows them. */
  bringBack(wanted: WantedBack): Promise<BroughtBack | InsertObstacle>;
}
