import * as Y from 'yjs';
import { recordsOf } from '@weft/board-model';
import type { LockPolicy } from '@weft/update-guard';
import type { BoardLocks } from './BoardLocks.ts';
import { livingIn } from './documentQueries.ts';

/** Nothing that is shown is nested deeper; what is counts as locked, so that no climb is without end. */
const MAX_DEPTH = 100;

/**
 * What a participant may not change, as the live document lies at this moment: where an item lies is what the document
 * itself says. One of these serves one update.
 */
export function lockPolicyOf(doc: Y.Doc, locks: BoardLocks): LockPolicy {
  const records = recordsOf(doc);
  let holders: ReadonlySet<string> | null = null;
  let images: ReadonlySet<string> | null = null;
  return {
    isLocked: (recordId) =>
      recordId.startsWith('asset:')
        ? // A new one is shown by nothing yet.
          records.has(recordId) && (images ??= imagesOf(records, locks)).has(recordId)
        : isLocked(records, locks, recordId),
    holdsLocked: (recordId) => (holders ??= holdersOf(records, locks)).has(recordId),
    livingIn: (client, clock, length) => livingIn(doc, client, clock, length),
  };
}

function isLocked(records: Y.Map<unknown>, locks: BoardLocks, recordId: string): boolean {
  let depth = 0;
  for (let id: string | null = recordId; id !== null; id = around(records, id)) {
    if (locks.has(id)) return true;
    depth += 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** An image is what its asset says: changed there, it would change in each item that shows it. */
function imagesOf(records: Y.Map<unknown>, locks: BoardLocks): ReadonlySet<string> {
  const images = new Set<string>();
  for (const [id, record] of records) {
    const assetId = fieldOf(record, 'props.assetId');
    if (assetId !== null && !images.has(assetId) && isLocked(records, locks, id)) images.add(assetId);
  }
  return images;
}

/** All that a locked item lies in, as far as it is there. */
function holdersOf(records: Y.Map<unknown>, locks: BoardLocks): ReadonlySet<string> {
  const holders = new Set<string>();
  for (const itemId of locks.items) {
    for (
      let id = around(records, itemId);
      id !== null && records.has(id) && !holders.has(id);
      id = around(records, id)
    ) {
      holders.add(id);
    }
  }
  return holders;
}

/** What a record lies in: an item in its parent, a binding in the arrow that it comes from. */
const around = (records: Y.Map<unknown>, id: string): string | null =>
  fieldOf(records.get(id), id.startsWith('binding:') ? 'fromId' : 'parentId');

function fieldOf(record: unknown, key: string): string | null {
  const value = record instanceof Y.Map ? record.get(key) : null;
  return typeof value === 'string' ? value : null;
}
