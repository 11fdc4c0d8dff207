import * as Y from 'yjs';

/** `Y.mergeUpdates` is quadratic: merge at most so many at once. */
const MERGE_LIMIT = 500;

/** Many updates as one, in parts where there are very many. There must be one at least. */
export function mergeUpdates(updates: readonly Uint8Array[]): Uint8Array {
  if (updates.length === 1) return updates[0] as Uint8Array;
  if (updates.length <= MERGE_LIMIT) return Y.mergeUpdates([...updates]);
  const parts: Uint8Array[] = [];
  for (let from = 0; from < updates.length; from += MERGE_LIMIT)
    parts.push(mergeUpdates(updates.slice(from, from + MERGE_LIMIT)));
  return mergeUpdates(parts);
}
