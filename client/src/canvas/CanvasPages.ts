import type { PersonId } from '@weft/protocol';
import type { Removal } from './CanvasItems.ts';

/** A page of the board, as its menu shows it. */
export interface CanvasPage {
  readonly id: string;
  readonly name: string;
  /** Others who look at it now. */
  readonly people: readonly PersonId[];
}

export interface PagesSnapshot {
  /** In their order; never empty. */
  readonly pages: readonly CanvasPage[];
  readonly currentId: string;
}

/** The pages of a board, and what can be done with them; each is one undoable step. A viewer can only turn them. */
export interface CanvasPages {
  /** The most pages that a board has. */
  readonly most: number;
  goTo(pageId: string): void;
  /** Adds a page behind the last and goes there. @returns its id, or null where none may be added */
  add(): string | null;
  rename(pageId: string, name: string): void;
  /** Puts a page before or behind its neighbour; at an end nothing happens. */
  shift(pageId: string, by: -1 | 1): void;
  /** Moves what is selected to another page, and goes there with it. */
  takeSelectionTo(pageId: string): void;
  /** Removes a page with what is on it; null where it may not be removed: the last one stays. */
  remove(pageId: string): Removal | null;
}
