import type { BoardContent } from '@weft/board-model';

/** A point of the page that is open. */
export interface PagePoint {
  readonly x: number;
  readonly y: number;
}

/** Dropped or pasted, and more than the canvas makes of it by itself. */
export type Offer =
  | { readonly kind: 'files'; readonly files: readonly File[]; readonly at: PagePoint | null }
  /** Plain text of several lines, with the formatted text beside it where the clipboard had one. */
  | { readonly kind: 'lines'; readonly text: string; readonly html: string | null; readonly at: PagePoint | null };

export interface InsertOptions {
  /** Where the middle comes to stand; null for the middle of the view, or beside what is in it. */
  readonly at: PagePoint | null;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** What came onto the board. */
export interface Inserted {
  readonly items: number;
  /** Those that stand on the page itself. */
  readonly roots: readonly string[];
}

/** Why nothing more comes onto the board: it was given up, its page was deleted, or its person may only look now. */
export type InsertObstacle = 'cancelled' | 'page_gone' | 'read_only';

export type PictureSubject = 'page' | 'selection';
/** What lies behind the items; `none` is transparent, with the colours of the light. */
export type PictureGround = 'light' | 'dark' | 'none';

export interface PictureOptions {
  readonly subject: PictureSubject;
  readonly format: 'png' | 'svg';
  readonly scale: number;
  readonly ground: PictureGround;
}

/** One page as it goes to print. */
export interface PrintPage {
  /** In pixels of the page; the picture has more of its own. */
  readonly width: number;
  readonly height: number;
  readonly jpeg: Blob;
}

/** Boards as files, in and out, as far as it takes the canvas. */
export interface CanvasExchange {
  /** @returns what ends the listening. Without a listener the canvas deals with everything in its own way. */
  onOffer(listener: (offer: Offer) => void): () => void;
  /**
   * Brings content in as one undoable step. Where something stood in the way nothing is left of it; but what had come
   * in before the board became read-only stays.
   */
  insert(content: BoardContent, options: InsertOptions): Promise<Inserted | InsertObstacle>;
  /** Puts a text of several lines as one text item, in the place of these items if there are any. */
  putText(text: string, html: string | null, at: PagePoint | null, instead?: readonly string[]): Promise<Inserted>;
  /** Removes what was brought in, as a step of its own. */
  remove(roots: readonly string[]): void;
  /** @returns null where there is nothing to see. */
  picture(options: PictureOptions): Promise<Blob | null>;
  /** A picture of each page that has something on it, or of one subject. Opens the pages one after the other. */
  printPages(subject: PictureSubject | 'board', signal: AbortSignal): Promise<PrintPage[]>;
  undo(): void;
}
