import type { TLBinding, TLRecord, TLShape } from '@tldraw/tlschema';
import { itemsOf } from './items.ts';

/**
 * Items with all that lies in them, at whatever depth, and the arrows that join two of that [O6].
 * @param asked ids of items; what is not on the board stays among them
 */
export function itemsWithin(records: ReadonlyMap<string, TLRecord>, asked: Iterable<string>): ReadonlySet<string> {
  const found = new Set(asked);
  const inside = Map.groupBy(itemsOf(records), ({ parentId }) => parentId as string);
  // A set goes on over what is added to it meanwhile.
  for (const id of found) for (const child of inside.get(id) ?? []) found.add(child.id);
  for (const arrow of arrowsBetween(records, found)) found.add(arrow);
  return found;
}

/** Arrows of which both ends are bound to something in the set. */
function arrowsBetween(records: ReadonlyMap<string, TLRecord>, ends: ReadonlySet<string>): readonly TLShape['id'][] {
  const bindings = [...records.values()].filter((record): record is TLBinding => record.typeName === 'binding');
  const byArrow = Map.groupBy(bindings, ({ fromId }) => fromId);
  return [...byArrow].flatMap(([arrow, bound]) =>
    bound.length === 2 && bound.every(({ toId }) => ends.has(toId)) ? [arrow] : [],
  );
}
