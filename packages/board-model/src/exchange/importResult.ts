import type { BoardRecord } from '../schema.ts';

/** The kinds of files that can be brought in. */
export type ImportFormat = 'tldr' | 'json' | 'excalidraw' | 'csv' | 'text';

/**
 * Why a file as a whole cannot be brought in: none of the kinds; one of them, but cut off or damaged; made by a newer
 * program; made by tldraw before its migrations begin; more than a board can hold; nothing in it.
 */
export type ImportRefusal = 'unsupported' | 'broken' | 'too_new' | 'too_old' | 'too_large' | 'empty';

/**
 * Why a part of a file was left out: Weft has no such thing; it is damaged; it is a connection to something that is not
 * there; the picture cannot be made safe, is of no kind that is kept, is too large, or lies at another address; it was
 * more than fits.
 */
export type LeftOutReason =
  | 'not_supported'
  | 'invalid'
  | 'not_connected'
  | 'image_unsafe'
  | 'image_unsupported'
  | 'image_too_large'
  | 'image_elsewhere'
  | 'too_many';

/** Parts of a file that were left out, under the file's own name for them. */
export interface LeftOut {
  readonly what: string;
  readonly count: number;
  readonly reason: LeftOutReason;
}

/** What a file holds, as records that fit together: pages, items, bindings and assets with the ids of the file. */
export interface BoardContent {
  /** The title that the file gives itself, if it does. */
  readonly title: string | null;
  readonly records: readonly BoardRecord[];
}

export type ImportResult =
  | {
      readonly ok: true;
      readonly format: ImportFormat;
      readonly content: BoardContent;
      readonly leftOut: readonly LeftOut[];
    }
  | { readonly ok: false; readonly code: ImportRefusal; readonly detail: string };

/** More items than this are no board that anybody could use. */
export const MAX_IMPORTED_ITEMS = 20_000;

/** tldraw shows forty pages; a file with more than these was not made by anybody. */
export const MAX_IMPORTED_PAGES = 200;
/** Tables and lines of text longer than this are not written for a board. */
export const MAX_IMPORTED_LETTERS = 4_000_000;

export const refuse = (code: ImportRefusal, detail: string): ImportResult => ({ ok: false, code, detail });

const MOST_NAMES = 40;
const LONGEST_NAME = 40;

/** Counts what is left out, by name and reason; a hostile file's million names become one. */
export class LeftOutTally {
  readonly #counts = new Map<string, LeftOut>();

  add(what: string, reason: LeftOutReason, count = 1): void {
    const name = what.replace(/[^\p{L}\p{N} ._-]/gu, '').slice(0, LONGEST_NAME) || 'other';
    const isKnown = this.#counts.has(`${reason} ${name}`);
    const counted = isKnown || this.#counts.size < MOST_NAMES ? name : 'other';
    const key = `${reason} ${counted}`;
    this.#counts.set(key, { what: counted, reason, count: (this.#counts.get(key)?.count ?? 0) + count });
  }

  addAll(others: readonly LeftOut[]): void {
    for (const { what, reason, count } of others) this.add(what, reason, count);
  }

  list(): LeftOut[] {
    return [...this.#counts.values()];
  }
}
