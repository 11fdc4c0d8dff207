import type { RecordsDiff } from '@tldraw/store';
import type { TLRecord } from '@tldraw/tlschema';
import type * as Y from 'yjs';
import { sameJson } from './asJson.testkit.ts';

type Events = readonly Y.YEvent<Y.AbstractType<unknown>>[];
type Fields = ReadonlyMap<string, unknown>;

const PARTS: Readonly<Record<string, string>> = { props: 'props.', meta: 'meta.' };
const STORED = new Set(['document', 'page', 'shape', 'binding', 'asset']);
/** Points of a line lie one by one: who moves one says nothing of the others. */
const POINTS = 'props.points';
const WHOLE = '*';
const DEFAULT_PAGE = 'page:page';
const STAND_INS = new Set([DEFAULT_PAGE, 'document:document']);
/** Positions are stored to a 64th of a pixel. */
const ROUNDING = 1 / 64;

/**
 * Holds what one person's editor meant against what its binding wrote: a write of a property that the editor did not
 * change would undo what others did to it, and a change that is not written would be lost.
 *
 * It has its own idea of how a record lies in the document, so that a mistake there does not excuse itself.
 */
export class WriteLedger {
  /** For each record, from what to what the editor changed each property since the last check. */
  readonly #meant = new Map<string, Map<string, { readonly from: unknown; readonly to: unknown }>>();
  /** The same properties, also where somebody had a say in them later. */
  readonly #changed = new Map<string, Set<string>>();
  readonly #wholly = new Set<string>();
  readonly #written = new Map<string, Set<string>>();
  /** Something was put on the default page, or a page beside it. */
  #neededPage = false;

  /** Notes what the editor did to the store. */
  mean(changes: RecordsDiff<TLRecord>): void {
    for (const record of Object.values(changes.added)) {
      this.#note(record.id, new Map(), fieldsOf(record), true);
      this.#neededPage ||=
        record.typeName === 'page' || (record.typeName === 'shape' && record.parentId === DEFAULT_PAGE);
    }
    for (const record of Object.values(changes.removed)) this.#note(record.id, fieldsOf(record), new Map(), true);
    for (const [from, to] of Object.values(changes.updated)) this.#note(to.id, fieldsOf(from), fieldsOf(to), false);
  }

  /** Notes what a transaction of the binding did to the document. */
  write(events: Events): void {
    for (const [id, key] of keysIn(events)) setIn(this.#written, id).add(key);
  }

  /** Somebody else, or an undo, had a say in these properties, so what they are now is not only the editor's doing. */
  overrule(events: Events): void {
    for (const [id, key] of keysIn(events)) {
      if (key === WHOLE) this.#meant.get(id)?.clear();
      else this.#meant.get(id)?.delete(key);
    }
  }

  /**
   * Compares both, when the binding has nothing pending, and forgets them.
   * @param shown the records that the person's own document shows now
   */
  settle(shown: ReadonlyMap<string, TLRecord>): string[] {
    const faults = [...this.#unmeant(), ...this.#lost(shown)];
    this.#meant.clear();
    this.#changed.clear();
    this.#wholly.clear();
    this.#written.clear();
    this.#neededPage = false;
    return faults;
  }

  *#unmeant(): Iterable<string> {
    for (const [id, keys] of this.#written) {
      if (this.#wholly.has(id)) continue;
      const changed = this.#changed.get(id);
      for (const key of keys) {
        // [W9] A default that stands in for a missing record is written in full when somebody changes it.
        // [W10] The default page also with what is put on it or beside it.
        const isNeeded = changed !== undefined || (id === DEFAULT_PAGE && this.#neededPage);
        const isStandIn = key === WHOLE && STAND_INS.has(id) && isNeeded;
        if (!changed?.has(key) && !isStandIn) yield `wrote ${id} ${key}, which its editor did not change`;
      }
    }
  }

  *#lost(shown: ReadonlyMap<string, TLRecord>): Iterable<string> {
    for (const [id, meant] of this.#meant) {
      const record = shown.get(id);
      if (!record) continue;
      const fields = fieldsOf(record);
      for (const [key, { from, to }] of meant) {
        // There and back again, to the precision that is stored, is no change.
        if (sameJson(from, to, ROUNDING)) continue;
        // The place among others is the view's to arrange, the text is the text editor's, and a lock is no change.
        if (key === 'parentId' || key === 'index' || key === 'props.richText' || key === 'isLocked') continue;
        if (!sameJson(fields.get(key), to, ROUNDING)) {
          yield `lost ${id} ${key}: meant ${JSON.stringify(to)}, is ${JSON.stringify(fields.get(key))}`;
        }
      }
    }
  }

  #note(id: string, from: Fields, to: Fields, wholly: boolean): void {
    if (!STORED.has(id.slice(0, id.indexOf(':')))) return;
    if (wholly) this.#wholly.add(id);
    const meant = this.#meant.get(id) ?? new Map<string, { from: unknown; to: unknown }>();
    this.#meant.set(id, meant);
    for (const key of new Set([...from.keys(), ...to.keys()])) {
      if (sameJson(from.get(key), to.get(key))) continue;
      meant.set(key, { from: meant.has(key) ? meant.get(key)?.from : from.get(key), to: to.get(key) });
      setIn(this.#changed, id).add(key);
    }
    if (wholly && to.size === 0) this.#meant.delete(id);
  }
}

function setIn(sets: Map<string, Set<string>>, id: string): Set<string> {
  const known = sets.get(id) ?? new Set<string>();
  sets.set(id, known);
  return known;
}

/** Which keys of which records, `WHOLE` for a record that came or went. */
function* keysIn(events: Events): Iterable<[id: string, key: string]> {
  for (const { path, keys } of events) {
    const [id] = path;
    if (typeof id !== 'string') for (const record of keys.keys()) yield [record, WHOLE];
    else if (path.length === 1) for (const key of keys.keys()) yield [id, key];
    else if (path[1] !== 'text') yield [id, String(path[1])];
  }
}

function fieldsOf(record: TLRecord): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  const entries: [string, unknown][] = Object.entries(record);
  for (const [key, value] of entries) {
    const part = PARTS[key];
    if (part === undefined || typeof value !== 'object' || value === null) {
      if (key !== 'x' && key !== 'y') fields.set(key, value);
      continue;
    }
    for (const [name, inner] of Object.entries(value)) {
      if (part + name === POINTS) for (const [id, { x, y }] of pointsIn(inner)) fields.set(`${POINTS}.${id}`, { x, y });
      else fields.set(part + name, inner);
    }
  }
  if ('x' in record && 'y' in record) fields.set('xy', [record.x, record.y]);
  return fields;
}

/** Their places in line are the view's to arrange. */
const pointsIn = (points: object): [string, { readonly x: unknown; readonly y: unknown }][] => Object.entries(points);
