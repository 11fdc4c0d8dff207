import type { TLBinding, TLPage, TLRecord, TLShape } from '@tldraw/tlschema';

/**
 * One item as a board of its own: on one page, with all that lies in it. An arrow brings along what it joins, where that
 * lies beside it; alone it would say nothing.
 * @returns empty where the item is not on the board
 */
export function itemRecords(records: ReadonlyMap<string, TLRecord>, itemId: string): ReadonlyMap<string, TLRecord> {
  const item = shapeIn(records, itemId);
  const page = [...records.values()].find((record): record is TLPage => record.typeName === 'page');
  if (item === null || page === undefined) return new Map();
  const bindings = item.type === 'arrow' ? bindingsFrom(records, item.id) : [];
  const joined = bindings
    .map(({ toId }) => shapeIn(records, toId))
    .filter((shape): shape is TLShape => shape !== null && shape.parentId === item.parentId);
  const shown = new Map<string, TLRecord>([[page.id, page]]);
  for (const binding of bindings) shown.set(binding.id, binding);
  for (const shape of [item, ...joined]) {
    shown.set(shape.id, { ...shape, parentId: page.id });
    for (const inside of within(records, shape.id)) shown.set(inside.id, inside);
  }
  return shown;
}

function shapeIn(records: ReadonlyMap<string, TLRecord>, id: string): TLShape | null {
  const record = records.get(id);
  return record?.typeName === 'shape' ? record : null;
}

const bindingsFrom = (records: ReadonlyMap<string, TLRecord>, id: string): TLBinding[] =>
  [...records.values()].filter((record): record is TLBinding => record.typeName === 'binding' && record.fromId === id);

/** Everything inside, at any depth. A ring of parents, which only a broken board has, ends at the first repetition. */
function within(records: ReadonlyMap<string, TLRecord>, id: string): TLShape[] {
  const found = new Map<string, TLShape>();
  const waiting = [id];
  for (let parent = waiting.pop(); parent !== undefined; parent = waiting.pop()) {
    for (const record of records.values()) {
      if (record.typeName !== 'shape' || record.parentId !== parent || found.has(record.id) || record.id === id)
        continue;
      found.set(record.id, record);
      waiting.push(record.id);
    }
  }
  return [...found.values()];
}
