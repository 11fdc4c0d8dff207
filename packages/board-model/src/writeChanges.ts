import type { TLRecord } from '@tldraw/tlschema';
import * as Y from 'yjs';
import { recordsOf } from './format.ts';
import { sameJson } from './layout/json.ts';
import { fieldIn, neutralValue } from './layout/neutralFields.ts';
import { asFragment, carriesText, fieldsOf, isStroke, STROKE_KEY, TEXT_KEY } from './layout/recordLayout.ts';
import { segmentsOf, strokeOf, writeSegments } from './layout/strokeLayout.ts';
import { liveViewOf } from './LiveBoardView.ts';
import { readBoard } from './readBoard.ts';
import type { BoardRecord } from './schema.ts';
import { isStored } from './schema.ts';
import { DEFAULT_PAGE } from './view/defaults.ts';
import { writePlainText } from './text/writePlainText.ts';
import { fragmentWith, writeRichText } from './text/writeRichText.ts';
import { normaliseRichText, plainTextOf, plainTextOfRichText, richTextOf } from './text/richText.ts';

/** What changed in a tldraw store: the same shape as its `RecordsDiff`. */
export interface StoreChanges {
  readonly added: Readonly<Record<string, TLRecord>>;
  /** From what to what, by id. */
  readonly updated: Readonly<Record<string, readonly [TLRecord, TLRecord]>>;
  readonly removed: Readonly<Record<string, TLRecord>>;
}

/** Fields whose value in the view may not be the document's: writing them back unasked would be a repair. */
const ARRANGED: ReadonlySet<string> = new Set(['parentId', 'index']);

type Write = () => void;

/**
 * Writes a store's changes into the document, property by property: only what the change itself changed, and of that
 * only what the document does not say already. A change that equals the view writes nothing, not even an empty
 * update. The text of an item is written when the item is new, and by its editor ever after.
 */
export function writeChanges(doc: Y.Doc, changes: StoreChanges, origin: unknown): void {
  const writer = new ChangeWriter(doc);
  const writes = [
    ...writer.standInsFor(Object.values(changes.added)),
    ...Object.values(changes.added).flatMap((record) => (isStored(record) ? writer.add(record) : [])),
    ...Object.values(changes.updated).flatMap(([from, to]) =>
      isStored(from) && isStored(to) ? writer.update(from, to) : [],
    ),
    ...Object.keys(changes.removed).flatMap((id) => writer.remove(id)),
  ];
  if (writes.length === 0) return;
  doc.transact(() => {
    for (const write of writes) write();
  }, origin);
}

/** Plans writes against one state of the document, before the first of them changes it. */
class ChangeWriter {
  readonly #doc: Y.Doc;
  readonly #records: Y.Map<unknown>;
  #shown: ReadonlyMap<string, TLRecord> | null = null;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.#records = recordsOf(doc);
  }

  /**
   * The default page, where it is shown without being in the document and something is put on it or beside it: a page
   * that somebody adds would take its place, and what lies on it would have none.
   */
  standInsFor(added: readonly TLRecord[]): Write[] {
    if (this.#records.has(DEFAULT_PAGE.id)) return [];
    const needsIt = added.some((record) => record.typeName === 'page' || parentOf(record) === DEFAULT_PAGE.id);
    return needsIt && this.#view().has(DEFAULT_PAGE.id) ? this.add(DEFAULT_PAGE) : [];
  }

  add(record: BoardRecord): Write[] {
    const map = this.#records.get(record.id);
    if (!(map instanceof Y.Map)) return [() => this.#records.set(record.id, newRecord(record))];
    const fields = fieldsOf(record);
    const stale = [...map.keys()].filter((key) => !fields.has(key) && key !== TEXT_KEY && key !== STROKE_KEY);
    return [
      ...[...fields].flatMap(([key, value]) => this.#setField(record.id, map, key, value)),
      ...stale.map((key) => () => map.delete(key)),
      ...stroke(map, record),
      ...text(map, record),
    ];
  }

  update(from: BoardRecord, to: BoardRecord): Write[] {
    const map = this.#records.get(to.id);
    // Gone from the document: a peer deleted it, and a late change must not bring it back. The default page and
    // document, though, are shown without being in it.
    if (map === undefined) return this.#view().has(to.id) ? this.add(to) : [];
    if (!(map instanceof Y.Map)) return [];
    const before = fieldsOf(from);
    const after = fieldsOf(to);
    const writes = [...after].flatMap(([key, value]) =>
      sameJson(before.get(key), value) && before.has(key) ? [] : this.#setField(to.id, map, key, value),
    );
    const dropped = [...before.keys()].filter((key) => !after.has(key) && map.has(key));
    return [...writes, ...dropped.map((key) => () => map.delete(key)), ...strokeChange(map, from, to)];
  }

  remove(id: string): Write[] {
    // What the view does not show, tldraw drops by itself: a binding to an item that a peer deleted, say.
    return this.#records.has(id) && this.#view().has(id) ? [() => this.#records.delete(id)] : [];
  }

  #setField(id: string, map: Y.Map<unknown>, key: string, value: unknown): Write[] {
    if (sameJson(fieldIn(map, key), value)) return [];
    if (ARRANGED.has(key) && sameJson(fieldOf(this.#view().get(id), key), value)) return [];
    return [() => map.set(key, value)];
  }

  #view(): ReadonlyMap<string, TLRecord> {
    this.#shown ??= (liveViewOf(this.#doc)?.view ?? readBoard(this.#doc)).records;
    return this.#shown;
  }
}

const parentOf = (record: TLRecord): string | null => (record.typeName === 'shape' ? record.parentId : null);

function fieldOf(record: TLRecord | undefined, key: string): unknown {
  if (!record) return undefined;
  const entries: [string, unknown][] = Object.entries(record);
  return entries.find(([name]) => name === key)?.[1];
}

/** A new record's map, with its text and stroke as shared types. */
export function newRecord(record: BoardRecord): Y.Map<unknown> {
  const fields = [...fieldsOf(record)];
  if (record.typeName !== 'shape') return new Y.Map(fields);
  const map = new Y.Map(fields.filter(([key, value]) => !sameJson(neutralValue(record.type, key), value)));
  if (isStroke(record.type) && 'segments' in record.props) map.set(STROKE_KEY, strokeOf(record.props.segments));
  if (carriesText(record.type)) map.set(TEXT_KEY, fragmentWith(richTextIn(record)));
  return map;
}

function richTextIn(record: BoardRecord): unknown {
  return record.typeName === 'shape' && 'richText' in record.props ? record.props.richText : undefined;
}

function segmentsIn(record: BoardRecord): readonly unknown[] | null {
  return record.typeName === 'shape' && 'segments' in record.props ? record.props.segments : null;
}

function strokeChange(map: Y.Map<unknown>, from: BoardRecord, to: BoardRecord): Write[] {
  return segmentsIn(from) === segmentsIn(to) || sameJson(segmentsIn(from), segmentsIn(to)) ? [] : stroke(map, to);
}

function stroke(map: Y.Map<unknown>, record: BoardRecord): Write[] {
  const segments = segmentsIn(record);
  if (!segments) return [];
  const stored = map.get(STROKE_KEY);
  if (stored instanceof Y.Array && sameJson(segmentsOf(stored), segments)) return [];
  return [() => writeSegments(map, STROKE_KEY, segments)];
}

/** An item that is added again, by an import or a restore, gets the text that it is added with. */
function text(map: Y.Map<unknown>, record: BoardRecord): Write[] {
  if (record.typeName !== 'shape' || !carriesText(record.type)) return [];
  const fragment = asFragment(map.get(TEXT_KEY));
  if (!fragment) return [() => map.set(TEXT_KEY, fragmentWith(richTextIn(record)))];
  const wanted = normaliseRichText(richTextIn(record)).document.content;
  const isSame = sameJson(richTextOf(fragment).content, wanted);
  return isSame ? [] : [() => rewrite(fragment, richTextIn(record))];
}

/** What differs in its words only keeps the characters that stay; else all of it is written anew. */
function rewrite(fragment: Y.XmlFragment, richText: unknown): void {
  const { document } = normaliseRichText(richText);
  writePlainText(fragment, plainTextOf(fragment), plainTextOfRichText(document));
  if (!sameJson(richTextOf(fragment).content, document.content)) writeRichText(fragment, richText);
}
