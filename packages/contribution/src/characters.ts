import type { ClientId } from '@weft/protocol';

/** Consecutive characters of one Yjs client: `text[i]` has the id (`client`, `clock` + i). */
export interface TextRun {
  readonly client: ClientId;
  readonly clock: number;
  readonly text: string;
}

/** A run that has just come into being, and the character that stood to its right when it was written. */
export interface InsertedRun extends TextRun {
  readonly right: { readonly client: ClientId; readonly clock: number } | null;
}

/**
 * Counts characters as Unicode code points: an emoji of two code units is one. (Grapheme clusters would depend on the
 * version of the runtime's Unicode tables, and the same log must give the same numbers everywhere.)
 */
export function countCharacters(text: string, from = 0, to = text.length): number {
  let count = to - from;
  for (let i = from; i < to - 1; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00) {
      const next = text.charCodeAt(i + 1);
      if (next >= 0xdc00 && next < 0xe000) count--;
    }
  }
  return count;
}
