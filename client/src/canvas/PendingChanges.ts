import { isRecordsDiffEmpty, squashRecordDiffs } from '@tldraw/store';
import type { RecordsDiff } from '@tldraw/store';
import type { TLRecord } from '@tldraw/tlschema';

/**
 * Local changes that are in tldraw's store and not yet in the document: at most a quarter of a second of a gesture.
 *
 * While they wait, changes of others go on arriving, and each arrives as a whole record. `over` lays what is pending on
 * top of it, property by property, so that an item that I drag does not jump back because somebody recoloured it.
 */
export class PendingChanges {
  #diff = noChanges();

  get isEmpty(): boolean {
    return isRecordsDiffEmpty(this.#diff);
  }

  /** Every pending change of a record that the document has, from what it was before. */
  get updates(): readonly (readonly [TLRecord, TLRecord])[] {
    return Object.values(this.#diff.updated);
  }

  add(changes: RecordsDiff<TLRecord>): void {
    this.#carryOver(changes);
    this.#diff = squashRecordDiffs([this.#diff, changes], { mutateFirstDiff: true });
  }

  /** @returns all that is pending, which is then no longer pending. */
  take(): RecordsDiff<TLRecord> {
    const taken = this.#diff;
    this.#diff = noChanges();
    return taken;
  }

  /** @returns the record as the store should hold it, or null when it is removed here and must not come back. */
  over(record: TLRecord): TLRecord | null {
    if (record.id in this.#diff.removed) return null;
    const update = this.#diff.updated[record.id];
    if (update) return overlay(record, update[0], update[1]);
    return this.#diff.added[record.id] ?? record;
  }

  /** What others did to a record between two changes of mine, or are just doing to it, is not mine to write. */
  #carryOver({ updated }: RecordsDiff<TLRecord>): void {
    for (const [next] of Object.values(updated)) {
      const pending = this.#diff.updated[next.id];
      if (pending && pending[1] !== next) this.#diff.updated[next.id] = [overlay(next, pending[1], pending[0]), next];
    }
  }

  /** Others removed it: what was pending for it has nothing to change any more. */
  drop(id: TLRecord['id']): void {
    delete this.#diff.updated[id];
  }
}

const noChanges = (): RecordsDiff<TLRecord> => ({ added: {}, updated: {}, removed: {} });

/** @returns `record` with each property that differs between `from` and `to` as it is in `to`; one level into props and meta. */
function overlay(record: TLRecord, from: TLRecord, to: TLRecord): TLRecord {
  const result = overlayKeys(asMap(record), asMap(from), asMap(to));
  for (const key of ['props', 'meta']) {
    const [base, before, after] = [asMap(record)[key], asMap(from)[key], asMap(to)[key]];
    if (isMap(base) && isMap(before) && isMap(after)) result[key] = overlayKeys(base, before, after);
  }
  // A record whose properties all come from records of the same id and type.
  return result as unknown as TLRecord;
}

function overlayKeys(
  base: Readonly<Record<string, unknown>>,
  from: Readonly<Record<string, unknown>>,
  to: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const result = { ...base };
  for (const key of Object.keys({ ...from, ...to })) {
    if (from[key] === to[key]) continue;
    if (key in to) result[key] = to[key];
    else delete result[key];
  }
  return result;
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const asMap = (record: TLRecord): Readonly<Record<string, unknown>> =>
  record as unknown as Readonly<Record<string, unknown>>;
