import type { OutlineEntry } from '@weft/board-model';
import type { ItemId } from '@weft/protocol';

/**
 * The board's items for those who work without a pointer. Everything here is undoable and attributed as if it were done
 * on the canvas; for a viewer nothing happens, and the answer says so.
 */
export interface CanvasItems {
  /** The board as it is now, read as pages; the same object until something on it changes. */
  readonly outline: () => readonly OutlineEntry[];
  /** Tells a few times a second at most that the outline is another. */
  readonly subscribe: (listener: () => void) => () => void;
  /**
   * Writes an item's text, or a frame's name: only the characters that differ from `base`, which is what it said when
   * its writer began. @returns whether it could be written
   */
  setText(itemId: ItemId, base: string, text: string): boolean;
  /** Puts an empty note beside an item, into a frame or onto a page. @returns its id, or null where none could be put */
  addNote(entryId: string): ItemId | null;
  /** Begins to move an item; null where it may not be moved. */
  move(itemId: ItemId): Move | null;
  /** Draws an arrow between two items. @returns its id, or null where it could not be drawn */
  connect(from: ItemId, to: ItemId): ItemId | null;
  /**
   * Makes a note beside items, with an arrow from each.
   * @param writes whether the caret is to be in it
   * @returns its id, or null where none was made
   */
  buildOn(sources: readonly ItemId[], writes: boolean): ItemId | null;
  /** Tells of each note that is made so, and of what it is built on. */
  onBuiltOn(listener: (itemId: ItemId, sources: readonly ItemId[]) => void): () => void;
  /** Opens an item's text for writing, all of it selected. */
  write(itemId: ItemId): void;
  /** Removes an item and what is in it; null where it may not be removed. */
  remove(itemId: ItemId): Removal | null;
  undo(): void;
  redo(): void;
}

/** An item on its way. */
export interface Move {
  /** Moves it on, in pixels of the page. */
  by(dx: number, dy: number): void;
  /** Leaves it where it is now, in the frame that lies there. */
  done(): void;
  /** Puts it back, as if it had not been moved. */
  back(): void;
}

/** What was removed, while it can be taken back. */
export interface Removal {
  /** @returns false when something else was done since, so that undoing would take back that instead */
  undo(): boolean;
}
