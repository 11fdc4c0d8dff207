import type { TLBinding, TLRecord, TLShape } from '@tldraw/tlschema';
import type { Box, Matrix } from './geometry.ts';
import { applied, boxAround, cornersOf, IDENTITY, placed } from './geometry.ts';
import { pagesOf } from '../items.ts';
import { boxOf } from './itemShape.ts';

/** An item where it stands on its page. */
export interface PlacedItem {
  readonly shape: TLShape;
  readonly matrix: Matrix;
  /** Its upright box on the page. */
  readonly box: Box;
}

/** A page ready to be painted, from the back to the front. */
export interface PaintedPage {
  readonly items: readonly PlacedItem[];
  readonly byId: ReadonlyMap<string, PlacedItem>;
  readonly bindingsOf: ReadonlyMap<string, readonly TLBinding[]>;
}

/** The first page of a view, in the order in which its items cover each other. */
export function paintFirstPage(records: ReadonlyMap<string, TLRecord>): PaintedPage {
  return paintPage(records, pagesOf(records)[0]?.id ?? '');
}

/** One page of a view, in the order in which its items cover each other. */
export function paintPage(records: ReadonlyMap<string, TLRecord>, pageId: string): PaintedPage {
  const children = new Map<string, TLShape[]>();
  const bindings = new Map<string, TLBinding[]>();
  for (const record of records.values()) {
    if (record.typeName === 'shape') addTo(children, record.parentId, record);
    else if (record.typeName === 'binding') addTo(bindings, record.fromId, record);
  }
  const items: PlacedItem[] = [];
  paintChildren(pageId, IDENTITY, children, items);
  return { items, byId: new Map(items.map((item) => [item.shape.id, item])), bindingsOf: bindings };
}

function paintChildren(
  parent: string,
  matrix: Matrix,
  children: ReadonlyMap<string, TLShape[]>,
  items: PlacedItem[],
): void {
  const inOrder = (children.get(parent) ?? []).toSorted((a, b) => (a.index < b.index ? -1 : 1));
  for (const shape of inOrder) {
    const at = placed(matrix, shape.x, shape.y, shape.rotation);
    const own = boxOf(shape);
    const box = own && boxAround(cornersOf(own).map((corner) => applied(at, corner)));
    if (box) items.push({ shape, matrix: at, box });
    paintChildren(shape.id, at, children, items);
  }
}

function addTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
