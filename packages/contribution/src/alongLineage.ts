import type { ItemId } from '@weft/protocol';

/** A link as far as following it needs: from the later item back to the earlier one. */
export interface Leading {
  readonly from: ItemId;
  readonly to: ItemId;
}

/** An item on the way, the neighbour through which it was reached, and how many links away it is. */
export interface Step {
  readonly itemId: ItemId;
  readonly from: ItemId;
  readonly steps: number;
}

/** L5: what grew from an item, over any number of links, each item once, the nearest first. The item itself is not in it. */
export function grownFrom(links: readonly Leading[], itemId: ItemId): readonly Step[] {
  return follow(neighbours(links.map(({ from, to }) => [to, from])), itemId);
}

/** L5: what led to an item, over any number of links, the nearest first. */
export function ledTo(links: readonly Leading[], itemId: ItemId): readonly Step[] {
  return follow(neighbours(links.map(({ from, to }) => [from, to])), itemId);
}

/** Breadth first. Links may lead in a circle (a frame that was there before what it holds): each item is met once. */
function follow(next: ReadonlyMap<ItemId, readonly ItemId[]>, start: ItemId): Step[] {
  const met = new Set([start]);
  const way: Step[] = [];
  let edge: { readonly itemId: ItemId; readonly steps: number }[] = [{ itemId: start, steps: 0 }];
  while (edge.length > 0) {
    const reached: Step[] = [];
    for (const { itemId: from, steps } of edge) {
      for (const itemId of next.get(from) ?? []) {
        if (met.has(itemId)) continue;
        met.add(itemId);
        reached.push({ itemId, from, steps: steps + 1 });
      }
    }
    way.push(...reached);
    edge = reached;
  }
  return way;
}

function neighbours(pairs: readonly (readonly [ItemId, ItemId])[]): ReadonlyMap<ItemId, readonly ItemId[]> {
  const map = new Map<ItemId, ItemId[]>();
  for (const [here, there] of pairs) {
    const known = map.get(here);
    if (known === undefined) map.set(here, [there]);
    else known.push(there);
  }
  return map;
}
