import type { RecordsDiff } from '@tldraw/store';
import type { TLRecord } from '@tldraw/tlschema';

/**
 * tldraw's `isLocked` as the view of the board's locks. [I12]
 *
 * A lock is an event, which the server enforces, and nothing in the document: what a record says of itself is laid over
 * when it is shown, and left out of what is written. So nobody can even begin to change what is locked, and nobody locks
 * by writing.
 */
export class LockOverlay {
  #locked: ReadonlySet<string> = new Set();

  /** @returns the items that are to be shown anew. */
  set(locked: ReadonlySet<string>): string[] {
    const changed = changedBetween(this.#locked, locked);
    this.#locked = locked;
    return changed;
  }

  /** The record as it is to be shown. */
  over<T extends TLRecord>(record: T): T {
    if (record.typeName !== 'shape') return record;
    const isLocked = this.#locked.has(record.id);
    return record.isLocked === isLocked ? record : { ...record, isLocked };
  }

  /** Whether the record is locked, or lies in something that is. Records of the view lie in no circle. */
  isIn(record: TLRecord, recordOf: (id: string) => TLRecord | undefined): boolean {
    if (this.#locked.size === 0) return false;
    let next: TLRecord | undefined = record;
    while (next?.typeName === 'shape') {
      if (this.#locked.has(next.id)) return true;
      next = recordOf(next.parentId);
    }
    return false;
  }

  /** What the person changed, without what the locks lay over it. */
  without(changes: RecordsDiff<TLRecord>): RecordsDiff<TLRecord> {
    const added = mapValues(changes.added, unlocked);
    const updated = mapValues(changes.updated, ([from, to]): [TLRecord, TLRecord] => [from, lockedAs(to, from)]);
    return { ...changes, added, updated };
  }
}

/** A copy of something locked is a new item. */
const unlocked = (record: TLRecord): TLRecord =>
  record.typeName === 'shape' && record.isLocked ? { ...record, isLocked: false } : record;

const lockedAs = (record: TLRecord, before: TLRecord): TLRecord =>
  record.typeName === 'shape' && before.typeName === 'shape' && record.isLocked !== before.isLocked
    ? { ...record, isLocked: before.isLocked }
    : record;

function mapValues<K extends string, V>(record: Record<K, V>, map: (value: V) => V): Record<K, V> {
  const result = { ...record };
  for (const key of Object.keys(record) as K[]) result[key] = map(record[key]);
  return result;
}

const changedBetween = (before: ReadonlySet<string>, now: ReadonlySet<string>): string[] => [
  ...[...before].filter((id) => !now.has(id)),
  ...[...now].filter((id) => !before.has(id)),
];
