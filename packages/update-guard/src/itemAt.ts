import type { ItemReferences } from '@weft/update-codec';

/** @returns the item with that clock, out of one client's in rising order; undefined where a GC is. */
export function itemAt(items: readonly ItemReferences[], clock: number): ItemReferences | undefined {
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
