import type { ItemId, PersonId } from '@weft/protocol';
import type { CanvasExchange } from './CanvasExchange.ts';
import type { CanvasItems } from './CanvasItems.ts';
import type { CanvasRestore } from './CanvasRestore.ts';
import type { CanvasPages, PagesSnapshot } from './CanvasPages.ts';
import type { Side } from './itemPanelSide.ts';

/**
 * What the rest of the client knows of the canvas: only this folder imports tldraw. Everything here is plain values and
 * the product's words.
 */
export interface SelectedItem {
  readonly id: ItemId;
  /** tldraw's shape type: note, text, draw, geo, arrow, frame, image … */
  readonly type: string;
  /** Its plain text, empty where it has none. */
  readonly text: string;
  /** Locked by itself, or because what lies around it is. */
  readonly locked: 'itself' | 'around' | null;
}

export interface CanvasSnapshot {
  /** The one item that is selected; null for none or several. */
  readonly selected: SelectedItem | null;
  readonly selectedCount: number;
  /** Where its panel stands without covering it. */
  readonly panelSide: Side;
  /** Items on the whole board, on all pages. */
  readonly itemCount: number;
  /** A tool is in hand that makes or takes away, not one that only points or looks. */
  readonly making: boolean;
  readonly following: PersonId | null;
  readonly pages: PagesSnapshot;
  /** Records of the document that cannot be shown. */
  readonly quarantined: number;
}

export interface CanvasApi {
  /** The items as an outline, and what can be done with them by keyboard. */
  readonly items: CanvasItems;
  readonly pages: CanvasPages;
  /** Files in and out. */
  readonly exchange: CanvasExchange;
  /** Items, or all of the board, as they were. */
  readonly restore: CanvasRestore;
  /** An immutable snapshot, the same object until something in it changes. */
  snapshot(): CanvasSnapshot;
  subscribe(listener: () => void): () => void;
  /** A note with the caret in it, as near to the centre of what is visible as there is room. */
  addNote(text?: string): void;
  /** Lets my view go where this person's goes, until I move. Does nothing when they show no presence. */
  follow(personId: PersonId): void;
  stopFollowing(): void;
  /** Selects an item and brings it into view, on whichever page it lies. */
  select(itemId: ItemId): void;
  /** What an item is: note, text, draw …; null where it is not on the board. */
  typeOf(itemId: ItemId): string | null;
  /** A caret stands in some item's text now. */
  editingText(): boolean;
}
