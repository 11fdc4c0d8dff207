import * as Y from 'yjs';
import type { ClientId } from '@weft/protocol';
import type { InsertedRun, TextRun } from './characters.ts';
import { itemsBelow, structOf, typeUnder, type SharedType } from './structs.ts';

/** What one transaction did to one record, as far as it took effect: what lost to a concurrent change is not in it. */
export interface RecordChange {
  readonly id: string;
  /** The record as it is now; null when there is none any more. */
  readonly now: Y.Map<unknown> | null;
  /** A record map came into being under this id. */
  added: boolean;
  /** The record map that was there is gone: removed, or replaced when `added` is true as well. */
  removed: boolean;
  /** Keys set or unset on a record that was there before; never `text`. */
  readonly keys: Set<string>;
  readonly inserted: InsertedRun[];
  /** Characters taken out, in reading order. Those of a removed record are all of its text. */
  readonly deleted: TextRun[];
  /** Paragraphs, marks and other things in the text that are not characters. */
  structure: number;
}

const TEXT = 'text';

/**
 * Reads what a transaction changed. To be called in `afterTransaction`, while deleted content can still be read.
 * @param clients those that the transaction brought new structs of
 */
export function readRecordChanges(
  transaction: Y.Transaction,
  records: Y.Map<unknown>,
  clients: readonly ClientId[],
): Map<string, RecordChange> {
  const reading = new Reading(transaction, records);
  for (const item of newItems(transaction, clients)) reading.inserted(item);
  for (const item of deletedItems(transaction)) reading.deleted(item);
  return reading.finish();
}

/** @returns the clientIDs that the transaction brought new structs of. */
export function clientsOf(transaction: Y.Transaction): ClientId[] {
  const clients: ClientId[] = [];
  for (const [client, clock] of transaction.afterState) {
    if (transaction.beforeState.get(client) !== clock) clients.push(client);
  }
  return clients;
}

/** The characters below a type that are accepted, in reading order. */
export function textRuns(type: SharedType, accept: (item: Y.Item) => boolean): TextRun[] {
  const runs: TextRun[] = [];
  for (const item of itemsBelow(type)) {
    if (item.content instanceof Y.ContentString && accept(item)) runs.push(runOf(item.id, item.content));
  }
  return runs;
}

const runOf = ({ client, clock }: Y.ID, { str }: Y.ContentString): TextRun => ({ client, clock, text: str });

/** @returns the type that holds the text of a record, or null. */
export const textTypeOf = (record: SharedType): SharedType | null => typeUnder(record, TEXT);

function* newItems(transaction: Y.Transaction, clients: readonly ClientId[]): Generator<Y.Item> {
  for (const client of clients) {
    const structs = transaction.doc.store.clients.get(client) ?? [];
    const before = transaction.beforeState.get(client) ?? 0;
    for (let i = Y.findIndexSS(structs, before); i < structs.length; i++) {
      const struct = structs[i];
      if (struct instanceof Y.Item && !struct.deleted) yield struct;
    }
  }
}

/** Items that were there before. What came and went within the transaction had no effect. */
function* deletedItems(transaction: Y.Transaction): Generator<Y.Item> {
  for (const [client, ranges] of transaction.deleteSet.clients) {
    const structs = transaction.doc.store.clients.get(client) ?? [];
    const known = transaction.beforeState.get(client) ?? 0;
    for (const { clock, len } of ranges) {
      if (clock >= known) continue;
      for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
        const struct = structs[i];
        if (struct === undefined || struct.id.clock >= clock + len) break;
        if (struct instanceof Y.Item && struct.id.clock < known) yield struct;
      }
    }
  }
}

interface Place {
  readonly recordItem: Y.Item;
  /** The record's key that the item lies under; null when it is the record itself. */
  readonly key: string | null;
}

class Reading {
  readonly #transaction: Y.Transaction;
  readonly #records: Y.Map<unknown>;
  readonly #changes = new Map<string, RecordChange>();
  /** Deleted characters wait until the whole set is known, to be put in reading order. */
  readonly #deletedText = new Map<RecordChange, Map<Y.Item, TextRun>>();

  constructor(transaction: Y.Transaction, records: Y.Map<unknown>) {
    this.#transaction = transaction;
    this.#records = records;
  }

  inserted(item: Y.Item): void {
    const place = this.#placeOf(item);
    if (place === null) return;
    const change = this.#changeOf(place.recordItem);
    if (place.key === null) change.added = true;
    else if (place.key === TEXT) insertedText(change, item);
    else if (!this.#isNew(place.recordItem)) change.keys.add(place.key);
  }

  deleted(item: Y.Item): void {
    const place = this.#placeOf(item);
    if (place === null) return;
    if (place.key === null) {
      const change = this.#changeOf(item);
      change.removed = true;
      const type = item.content instanceof Y.ContentType ? textTypeOf(item.content.type) : null;
      // Text that was deleted earlier is a tombstone without characters by now, so all that is readable was there.
      if (type !== null) change.deleted.push(...textRuns(type, (run) => !this.#isNew(run)));
    } else if (!place.recordItem.deleted) {
      const change = this.#changeOf(place.recordItem);
      if (place.key === TEXT) this.#deletedFromText(change, item);
      else change.keys.add(place.key);
    }
  }

  finish(): Map<string, RecordChange> {
    for (const [change, runs] of this.#deletedText) change.deleted.push(...inReadingOrder(runs));
    return this.#changes;
  }

  #deletedFromText(change: RecordChange, item: Y.Item): void {
    if (item.content instanceof Y.ContentString) {
      const runs = this.#deletedText.get(change) ?? new Map<Y.Item, TextRun>();
      this.#deletedText.set(change, runs.set(item, runOf(item.id, item.content)));
    } else if (item.content instanceof Y.ContentType) {
      change.structure++;
    }
    // Marks that only go are not counted: Yjs removes redundant ones by itself, as whoever has the document open.
  }

  #isNew(item: Y.Item): boolean {
    return item.id.clock >= (this.#transaction.beforeState.get(item.id.client) ?? 0);
  }

  #changeOf(recordItem: Y.Item): RecordChange {
    const id = recordItem.parentSub as string;
    let change = this.#changes.get(id);
    if (change === undefined) {
      const now = this.#records.get(id);
      change = {
        id,
        now: now instanceof Y.Map ? now : null,
        added: false,
        removed: false,
        keys: new Set(),
        inserted: [],
        deleted: [],
        structure: 0,
      };
      this.#changes.set(id, change);
    }
    return change;
  }

  #placeOf(item: Y.Item): Place | null {
    let current = item;
    let below: Y.Item | null = null;
    for (;;) {
      const { parent } = current;
      if (!(parent instanceof Y.AbstractType)) return null;
      if (parent === this.#records) {
        return current.parentSub === null ? null : { recordItem: current, key: below?.parentSub ?? null };
      }
      const holder = structOf(parent);
      if (holder === null) return null;
      below = current;
      current = holder;
    }
  }
}

function insertedText(change: RecordChange, item: Y.Item): void {
  if (item.content instanceof Y.ContentString) {
    const right = item.rightOrigin;
    change.inserted.push({
      client: item.id.client,
      clock: item.id.clock,
      text: item.content.str,
      right: right === null ? null : { client: right.client, clock: right.clock },
    });
  } else {
    change.structure++;
  }
}

function inReadingOrder(runs: ReadonlyMap<Y.Item, TextRun>): Iterable<TextRun> {
  const [first] = runs.keys();
  if (first === undefined || runs.size === 1) return runs.values();
  const ordered = new Set<TextRun>();
  for (const item of itemsBelow(textRoot(first))) {
    const run = runs.get(item);
    if (run !== undefined) ordered.add(run);
  }
  // Text below a type that was itself replaced lies in another tree: it comes after, in the order of its ids.
  for (const run of runs.values()) ordered.add(run);
  return ordered;
}

/** The outermost type that an item of a record's text lies in. */
function textRoot(item: Y.Item): SharedType {
  let type = item.parent as SharedType;
  for (;;) {
    const holder = structOf(type);
    if (holder === null || holder.parentSub === TEXT) return type;
    type = holder.parent as SharedType;
  }
}
