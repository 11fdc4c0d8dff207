import type { TLRecord } from '@tldraw/tlschema';
import { pagesOf } from '@weft/board-model';
import type { ItemChange } from './changesBetween.ts';

type Records = ReadonlyMap<string, TLRecord>;

/** A page that is or was there, and what changed on it. */
export interface PageCompared {
  readonly id: string;
  readonly name: string;
  readonly changes: readonly ItemChange[];
}

/** The pages of both times in their order, those first on which something changed. */
export function pagesCompared(
  before: Records,
  after: Records,
  changes: readonly ItemChange[],
): readonly PageCompared[] {
  const now = pagesOf(after);
  const gone = pagesOf(before).filter(({ id }) => !after.has(id));
  const pages = [...now, ...gone].map(({ id, name }) => ({
    id,
    name,
    changes: changes.filter(({ pageId }) => pageId === id),
  }));
  return pages.toSorted((one, other) => Number(one.changes.length === 0) - Number(other.changes.length === 0));
}
