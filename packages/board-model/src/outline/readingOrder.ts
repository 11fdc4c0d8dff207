import type { Box } from '../thumbnail/geometry.ts';

/** What stands somewhere on a page. */
export interface Standing {
  readonly id: string;
  readonly box: Box;
}

/** Half a note: what begins further below than this is not read as beside the first of a row, however tall that is. */
const MAX_ROW_STEP = 100;

/**
 * The order in which people read what stands side by side: rows from top to bottom, each from left to right. A row is
 * the topmost item that is left and everything that begins above its middle. Ties go to the lower id.
 */
export function readingOrder<T extends Standing>(items: readonly T[]): T[] {
  const fromTop = items.toSorted((a, b) => a.box.minY - b.box.minY || a.box.minX - b.box.minX || compare(a.id, b.id));
  const ordered: T[] = [];
  let row: T[] = [];
  let rowEnd = -Infinity;
  const closeRow = (): void => {
    ordered.push(...row.toSorted((a, b) => a.box.minX - b.box.minX || a.box.minY - b.box.minY || compare(a.id, b.id)));
  };
  for (const item of fromTop) {
    const { minY, maxY } = item.box;
    if (row.length > 0 && minY < rowEnd) {
      row.push(item);
      continue;
    }
    closeRow();
    row = [item];
    rowEnd = minY + Math.min((maxY - minY) / 2, MAX_ROW_STEP);
  }
  closeRow();
  return ordered;
}

/** Ids in the order of their characters, the same on every machine. */
export function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
