import type { BoardId } from '@weft/protocol';
import type { WantedBack } from '../canvas/CanvasRestore.ts';

interface Wish extends WantedBack {
  readonly boardId: BoardId;
}

let wish: Wish | null = null;

/**
 * What a replay hands to the live board that is opened next: it alone can be written on. Kept in this page only, and not
 * in the address: a link that somebody follows must not change a board.
 */
export function wishToBringBack(wanted: Wish): void {
  // The replay's own records go on with it.
  wish = { ...wanted, records: new Map(wanted.records) };
}

/** What is wanted back on this board, once. */
export function takeWish(boardId: BoardId): WantedBack | null {
  const taken = wish?.boardId === boardId ? wish : null;
  wish = null;
  return taken;
}
