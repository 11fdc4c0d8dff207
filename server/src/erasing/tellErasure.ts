import type { ErasedPart, Erasure, PersonId } from '@weft/protocol';
import type { Telling } from '../disclosure/Telling.ts';

/** Before everything. */
const EVER = -Infinity;

/**
 * What goes, as whoever erases may be told of it. Of somebody who is not told to them by name, at whatever time, that there
 * is something of a kind is said and not how much: numbers would tell what a person does not show. What somebody said
 * beside the board may be theirs alone, so of that no number is told at all.
 */
export function tellErasure(erasure: Erasure, what: ErasedPart, telling: Telling, callerId: PersonId): Erasure {
  if (!('personId' in what) || what.personId === callerId) return erasure;
  const { entries, items, itemsKept, characters, images, words, ...others } = erasure;
  if (telling.tellId(what.personId, EVER) === what.personId) return { ...erasure, words: some(words) };
  return {
    ...others,
    counted: false,
    entries: some(entries),
    items: some(items),
    itemsKept: some(itemsKept),
    characters: some(characters),
    images: some(images),
    words: some(words),
  };
}

const some = (count: number): number => Math.min(count, 1);
