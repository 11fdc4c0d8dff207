import type { ItemId } from '@weft/protocol';
import type { SelectedItem } from './CanvasApi.ts';

/** What the page around a replay can do with its canvas. */
export interface ReplayCanvasApi {
  /** Selects an item and brings it into view. @returns false where it is not on the board at the moment shown */
  show(itemId: ItemId): boolean;
  /** Selects the next item of the page as one reads it, or the one before, and brings it into view. */
  showNext(step: 1 | -1): void;
  /** Brings these into view, on the page of the last of them, if they are not; moves no more than it must. */
  lookAt(itemIds: readonly ItemId[]): void;
  /** Everything on this page into view. */
  lookAtAll(): void;
  deselect(): void;
  /** From here on a tap chooses an item as well, or leaves it out again, until nothing is chosen. Shift does so for one tap. */
  chooseMore(): void;
  /** The one item that was tapped; the same object until it changes. */
  readonly selected: () => SelectedItem | null;
  /** All that is chosen, where that is more than one; the same list until it changes. */
  readonly chosen: () => readonly ItemId[];
  /** Told when what is selected changes, or the item that is. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Told when somebody moves the view by hand. */
  onMovedByHand(listener: () => void): () => void;
}
