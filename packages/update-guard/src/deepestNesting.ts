import type { ClientId } from '@weft/protocol';
import { CONTENT, type ItemReferences, type StructId } from '@weft/update-codec';
import type { UpdateReach } from './UpdateReach.ts';

/**
 * How deep the deepest new type of an update would lie: 1 directly in a root type. Yjs deletes, and gives as JSON, by
 * recursion over nested types, so depth has to be bounded. The references must be causal.
 *
 * @param nestingOf how many types lie around an item that the document has
 */
export function deepestNesting(
  references: readonly ItemReferences[],
  reach: UpdateReach,
  nestingOf: (client: ClientId, clock: number) => number,
): number {
  const types = references.filter(({ content, client, clock }) => {
    return content === CONTENT.type && clock >= reach.before(client);
  });
  if (types.length === 0) return 0;
  const byClient = Map.groupBy(references, ({ client }) => client);
  const nesting = new Map<ItemReferences, number>();
  let deepest = 0;
  for (const type of types) {
    const path = pathOutwards(type);
    let depth = path.base;
    for (const item of path.items.toReversed()) {
      // An item lies one deeper than the type it is put into, and as deep as the neighbour it is put beside.
      if (item.parent !== null) depth += 1;
      nesting.set(item, depth);
    }
    deepest = Math.max(deepest, depth);
  }
  return deepest;

  /** The way from an item to a root, to something known, or to where another way went on. */
  function pathOutwards(from: ItemReferences): { items: ItemReferences[]; base: number } {
    const items: ItemReferences[] = [];
    for (let item: ItemReferences | undefined = from; item !== undefined;) {
      const found = nesting.get(item);
      if (found !== undefined) return { items, base: found };
      items.push(item);
      const link: StructId | string | null = item.parent ?? item.origin ?? item.rightOrigin;
      if (link === null || typeof link === 'string') break;
      if (link.clock < reach.before(link.client)) return { items, base: nestingOf(link.client, link.clock) };
      item = itemAt(byClient.get(link.client) ?? [], link.clock);
    }
    return { items, base: 0 };
  }
}

/** @returns the item with that clock, out of one client's in rising order; undefined where a GC is. */
function itemAt(items: readonly ItemReferences[], clock: number): ItemReferences | undefined {
  let low = 0;
  let high = items.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const item = items[middle] as ItemReferences;
    if (clock < item.clock) high = middle - 1;
    else if (clock >= item.clock + item.length) low = middle + 1;
    else return item;
  }
  return undefined;
}
