import type { TLRecord } from '@tldraw/tlschema';
import type { BoardRecord } from './schema.ts';
import type { StoreChanges } from './writeChanges.ts';

/** A part's JSON has about so many letters at most, whatever its number of records. */
const LETTERS_IN_PART = 256 * 1024;

const ORDER: readonly string[] = ['page', 'asset', 'shape', 'binding'];

/** What a record hangs from stands before it: nobody is to see it hang in the air in between. */
export function inWritingOrder(records: readonly BoardRecord[]): BoardRecord[] {
  const parents = new Map(
    records.flatMap((record) => (record.typeName === 'shape' ? [[record.id as string, record.parentId]] : [])),
  );
  const depths = new Map<string, number>();
  const depthOf = (id: string): number => {
    const parent = parents.get(id);
    if (parent === undefined) return 0;
    const depth = depths.get(id) ?? depthOf(parent) + 1;
    depths.set(id, depth);
    return depth;
  };
  return records.toSorted(
    (a, b) => ORDER.indexOf(a.typeName) - ORDER.indexOf(b.typeName) || depthOf(a.id) - depthOf(b.id),
  );
}

/** In parts of so many records at most, for {@link writeChanges} one after the other. */
export function inParts(records: readonly BoardRecord[], recordsInPart: number): StoreChanges[] {
  const parts: Record<string, TLRecord>[] = [];
  let [count, letters] = [Infinity, 0];
  for (const record of records) {
    const size = JSON.stringify(record).length;
    if (count >= recordsInPart || letters + size > LETTERS_IN_PART) {
      parts.push({});
      [count, letters] = [0, 0];
    }
    (parts.at(-1) ?? {})[record.id] = record;
    count += 1;
    letters += size;
  }
  return parts.map((added) => ({ added, updated: {}, removed: {} }));
}
