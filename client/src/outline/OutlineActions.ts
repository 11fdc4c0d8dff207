import type { Move } from '../canvas/CanvasItems.ts';

/** What goes on at one entry of the outline; at most one thing at a time. */
export type Doing =
  | { readonly kind: 'menu'; readonly id: string }
  /** `base` is what the text was when the writing began. */
  | { readonly kind: 'write'; readonly id: string; readonly base: string }
  | { readonly kind: 'move'; readonly id: string; readonly move: Move }
  | { readonly kind: 'connect'; readonly id: string };

/** What can be done with the entries, by key and by menu alike. */
export interface OutlineActions {
  /** Goes to an entry and shows it on the canvas. */
  readonly go: (id: string) => void;
  readonly fold: (id: string, folded: boolean) => void;
  readonly openMenu: (id: string) => void;
  readonly closeMenu: () => void;
  readonly write: (id: string) => void;
  /** @param text null takes the writing back */
  readonly endWriting: (id: string, base: string, text: string | null) => void;
  readonly addNote: (id: string) => void;
  readonly buildOn: (id: string) => void;
  readonly beginMove: (id: string) => void;
  readonly moveBy: (dx: number, dy: number) => void;
  readonly endMove: (kept: boolean) => void;
  readonly beginConnect: (id: string) => void;
  /** @param to null leaves it unconnected */
  readonly endConnect: (from: string, to: string | null) => void;
  readonly remove: (id: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}
