import type { TLShapeId } from 'tldraw';

/** How many items out of sight stay drawn, so that going back and forth draws nothing anew. */
const MOST_UNSEEN = 1_000;

/** Which items of a large page are drawn; `isPart` while others are seen that are not drawn yet. */
export interface Drawn {
  readonly ids: ReadonlySet<TLShapeId>;
  readonly isPart: boolean;
}

export const NOTHING_DRAWN: Drawn = { ids: new Set(), isPart: false };

export interface Page {
  readonly ids: ReadonlySet<TLShapeId>;
  /** Those of them that are out of sight. */
  readonly culled: ReadonlySet<TLShapeId>;
  /** All of them in the order in which they are drawn. */
  readonly inOrder: () => readonly TLShapeId[];
}

/**
 * The next step towards drawing what is seen: at most `portion` items more. What is drawn and out of sight stays drawn as
 * long as there is not too much of it. Gives the same object where nothing changes.
 */
export function nextDrawn(before: Drawn, { ids, culled, inOrder }: Page, portion: number): Drawn {
  const kept = [...before.ids].filter((id) => ids.has(id));
  const seen = kept.filter((id) => !culled.has(id));
  const next = new Set(kept.length - seen.length > MOST_UNSEEN ? seen : kept);
  const isMissing = (id: TLShapeId): boolean => !culled.has(id) && !next.has(id);
  const missing = [...ids].filter(isMissing);
  const isPart = missing.length > portion;
  for (const id of isPart ? firstOf(inOrder(), isMissing, portion) : missing) next.add(id);
  const isSame = missing.length === 0 && next.size === before.ids.size && !before.isPart;
  return isSame ? before : { ids: next, isPart };
}

function firstOf(ids: readonly TLShapeId[], isWanted: (id: TLShapeId) => boolean, count: number): TLShapeId[] {
  const first: TLShapeId[] = [];
  for (const id of ids) {
    if (first.length === count) break;
    if (isWanted(id)) first.push(id);
  }
  return first;
}
