import { z } from 'zod';

/** Something that is seen: neither a space, a mark on nothing, nor one of the characters that take no room. */
const SEEN = /[^\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}]/u;

/**
 * One line as people typed it: well-formed, trimmed, inner white space folded, control and bidi-override characters
 * removed. It must show: nobody can be told apart by an invisible name.
 */
export const typedLine = (maxLength: number) =>
  z
    .string()
    .transform((typed) =>
      typed
        .toWellFormed()
        .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ')
        .replace(/\s+/gu, ' ')
        .trim(),
    )
    .pipe(z.string().min(1).max(maxLength).regex(SEEN, 'nothing of it can be seen'));
