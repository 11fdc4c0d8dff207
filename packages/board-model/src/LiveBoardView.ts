import type { TLRecord } from '@tldraw/tlschema';
import * as Y from 'yjs';
import { recordsOf } from './format.ts';
import type { BoardView } from './readBoard.ts';
import type { BoardRecord, Judgement } from './schema.ts';
import { typeNameOf } from './schema.ts';
import { BoardStructure } from './view/BoardStructure.ts';
import { readRecord } from './view/readRecord.ts';

/** What changed in a view since somebody last asked. */
export interface ViewChanges {
  readonly put: TLRecord[];
  readonly removed: string[];
  /** How many records cannot be shown now. */
  readonly quarantined: number;
}

/** How far the opening of a view has come, in items. */
export interface ReadingProgress {
  readonly read: number;
  readonly total: number;
}

/** Some milliseconds' worth of reading. */
const RECORDS_A_PORTION = 50;

const liveViews = new WeakMap<Y.Doc, LiveBoardView>();

/** The live view of a document, if somebody keeps one. */
export function liveViewOf(doc: Y.Doc): LiveBoardView | undefined {
  return liveViews.get(doc);
}

/**
 * The view of {@link readBoard}, kept up to date with the document. Only notes what changed as updates arrive, and
 * works it in when somebody looks: once a frame, however many updates that frame brought.
 */
export class LiveBoardView {
  readonly #doc: Y.Doc;
  readonly #records: Y.Map<unknown>;
  readonly #structure = new BoardStructure();
  readonly #derived = new WeakMap<object, unknown>();
  readonly #idOf = new WeakMap<object, string>();
  readonly #dirty = new Set<string>();
  /** What was read of the dirty records and is not worked in yet. */
  #judgements = new Map<string, Judgement | null>();
  /** What the view held at the last flush, of the records that changed since. */
  readonly #flushed = new Map<string, BoardRecord | undefined>();
  readonly #listeners = new Set<(origin: unknown) => void>();

  /** @param atOnce false leaves the reading to {@link LiveBoardView.opening}. */
  constructor(doc: Y.Doc, { atOnce = true } = {}) {
    this.#doc = doc;
    this.#records = recordsOf(doc);
    for (const id of [...this.#records.keys()].toSorted()) this.#dirty.add(id);
    if (atOnce) this.#begin();
    this.#records.observeDeep(this.#observe);
    liveViews.set(doc, this);
  }

  /**
   * The view of a board that is read in portions, between which others may use the document: what changes meanwhile is
   * read again. Whoever does not take all portions returns the generator, and the view is gone.
   */
  static *opening(doc: Y.Doc): Generator<ReadingProgress, LiveBoardView, undefined> {
    const view = new LiveBoardView(doc, { atOnce: false });
    let isOpen = false;
    try {
      const total = [...view.#dirty].filter((id) => typeNameOf(id) === 'shape').length;
      while (view.#dirty.size > RECORDS_A_PORTION) {
        view.#readSome(RECORDS_A_PORTION);
        // In the order of ids, shapes come last.
        yield { read: Math.max(0, total - view.#dirty.size), total };
      }
      view.#begin();
      isOpen = true;
      return view;
    } finally {
      if (!isOpen) view.destroy();
    }
  }

  /** The view of the document as it is now. */
  get view(): BoardView {
    this.#settle();
    return this.#structure;
  }

  /** What changed in the view since the last flush; the first flush counts from the constructor. */
  flush(): ViewChanges {
    this.#settle();
    const put: TLRecord[] = [];
    const removed: string[] = [];
    for (const [id, before] of this.#flushed) {
      const now = this.#structure.records.get(id);
      if (now === before) continue;
      if (now) put.push(now);
      else removed.push(id);
    }
    this.#flushed.clear();
    return { put, removed, quarantined: this.#structure.quarantined.size };
  }

  /** Calls the listener after each transaction that changed a record, with its origin. */
  onChange(listener: (origin: unknown) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  destroy(): void {
    this.#records.unobserveDeep(this.#observe);
    this.#listeners.clear();
    if (liveViews.get(this.#doc) === this) liveViews.delete(this.#doc);
  }

  readonly #observe = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void => {
    for (const event of events) this.#markDirty(event);
    for (const listener of this.#listeners) listener(transaction.origin);
  };

  #markDirty(event: Y.YEvent<Y.AbstractType<unknown>>): void {
    if (event.target === this.#records) {
      for (const id of event.keys.keys()) this.#dirty.add(id);
      return;
    }
    // Climbs to the record that holds the type; Yjs's own `event.path` would count siblings on every level.
    let type: Y.AbstractType<unknown> | null = event.target;
    while (type && type.parent !== this.#records) {
      this.#derived.delete(type);
      type = type.parent;
    }
    const id = type && this.#idOf.get(type);
    if (id !== null && id !== undefined) this.#dirty.add(id);
  }

  /** From here on changes count. */
  #begin(): void {
    this.#settle();
    this.#flushed.clear();
  }

  #readSome(count: number): void {
    let left = count;
    for (const id of this.#dirty) {
      if (left-- === 0) return;
      this.#dirty.delete(id);
      this.#judgements.set(id, this.#read(id));
    }
  }

  #settle(): void {
    this.#readSome(this.#dirty.size);
    if (this.#judgements.size === 0) return;
    const judgements = this.#judgements;
    this.#judgements = new Map();
    for (const [id, before] of this.#structure.apply(judgements)) {
      if (!this.#flushed.has(id)) this.#flushed.set(id, before);
    }
  }

  #read(id: string): Judgement | null {
    const value = this.#records.get(id);
    if (value === undefined && !this.#records.has(id)) return null;
    if (value instanceof Y.AbstractType) this.#idOf.set(value, id);
    return readRecord(id, value, this.#derived, this.#structure.records.get(id));
  }
}
