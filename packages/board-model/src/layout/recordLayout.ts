import type { TLRichText } from '@tldraw/tlschema';
import * as Y from 'yjs';
import type { BoardRecord } from '../schema.ts';
import { typeNameOf } from '../schema.ts';
import { EMPTY_RICH_TEXT, richTextOf } from '../text/richText.ts';
import { isObject, withoutPrototypes } from './json.ts';
import { NEUTRAL_FIELDS, neutralPropsOf } from './neutralFields.ts';
import { segmentsOf } from './strokeLayout.ts';

/**
 * How one tldraw record lies in its `Y.Map`: every value that people change on its own is a key of its own, so that
 * concurrent changes to different properties both survive; values that only make sense together share a key.
 */

/** The key of an item's text, a `Y.XmlFragment`. */
export const TEXT_KEY = 'text';
/** The key of a drawing's stroke, a `Y.Array`. */
export const STROKE_KEY = 'props.segments';

const PROPS = 'props.';
const META = 'meta.';
const POINTS = 'props.points.';
/** Of a record's own keys and those of its props, points and meta. */
const PROTOTYPE = /^(meta\.|props\.(points\.)?)?__proto__$/;

const TEXT_TYPES: ReadonlySet<unknown> = new Set(['note', 'text', 'geo', 'arrow']);
const STROKE_TYPES: ReadonlySet<unknown> = new Set(['draw', 'highlight']);
/** Never stored under their own names: they follow from the id, or lie in parts under other keys. */
const RESERVED: ReadonlySet<string> = new Set([
  'id',
  'typeName',
  'x',
  'y',
  'props',
  'meta',
  'xy',
  TEXT_KEY,
  '__proto__',
]);

/** Whether items of this tldraw shape type carry rich text. */
export function carriesText(type: unknown): boolean {
  return TEXT_TYPES.has(type);
}

/** Whether items of this tldraw shape type are freehand strokes. */
export function isStroke(type: unknown): boolean {
  return STROKE_TYPES.has(type);
}

/** A pixel position is kept to 1/64 px: four bytes fewer than a double, exactly representable, invisible to the eye. */
export const POSITION_STEPS = 64;

function roundPosition(value: number): number {
  const rounded = Math.round(value * POSITION_STEPS) / POSITION_STEPS;
  return rounded === 0 ? 0 : rounded;
}

/** A record as flat keys and JSON values; without its text and its stroke, which are shared types. */
export function fieldsOf(record: BoardRecord): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  const entries: [string, unknown][] = Object.entries(record);
  for (const [key, value] of entries) {
    if (!RESERVED.has(key) && value !== undefined) fields.set(key, value);
  }
  if (record.typeName === 'shape') fields.set('xy', [roundPosition(record.x), roundPosition(record.y)]);
  if ('props' in record) addProps(fields, record);
  // tldraw lets any JSON pass for a page's or the document's meta.
  if (isObject(record.meta)) addEntries(fields, META, record.meta);
  return fields;
}

function addProps(fields: Map<string, unknown>, record: BoardRecord & { props: object }): void {
  const type = record.typeName === 'shape' ? record.type : undefined;
  const entries: [string, unknown][] = Object.entries(record.props);
  for (const [key, value] of entries) {
    if (value === undefined || key === 'richText') continue;
    if (key === 'segments' && isStroke(type)) continue;
    if (key === 'points' && type === 'line' && isObject(value)) addPoints(fields, value);
    else fields.set(PROPS + key, type === 'arrow' ? packEnd(key, value) : value);
  }
}

function addEntries(fields: Map<string, unknown>, prefix: string, value: object): void {
  const entries: [string, unknown][] = Object.entries(value);
  for (const [key, field] of entries) if (field !== undefined) fields.set(prefix + key, field);
}

function addPoints(fields: Map<string, unknown>, points: object): void {
  const entries: [string, unknown][] = Object.entries(points);
  for (const [id, point] of entries) {
    if (!isObject(point)) continue;
    const { index, x, y } = point;
    fields.set(POINTS + id, [index, roundPosition(Number(x)), roundPosition(Number(y))]);
  }
}

function packEnd(key: string, value: unknown): unknown {
  if ((key !== 'start' && key !== 'end') || !isObject(value)) return value;
  const { x, y } = value;
  return typeof x === 'number' && typeof y === 'number' ? [roundPosition(x), roundPosition(y)] : value;
}

/** What was derived from the shared types of a board; whoever hears that one changed takes it out. */
export interface DerivedValues {
  get(type: object): unknown;
  set(type: object, value: unknown): unknown;
}

/** A record's keys and values: its `Y.Map`, or a plain map. */
type Fields = Pick<ReadonlyMap<string, unknown>, 'get'> & {
  forEach(each: (value: unknown, key: string) => void): void;
};

/** Puts a record together from its map. The answer may be anything but a valid record: the validator decides. */
export function recordFrom(id: string, map: Fields, derived?: DerivedValues): Record<string, unknown> {
  const typeName = typeNameOf(id);
  // Bindings and assets have types of the same names as shapes.
  const type = typeName === 'shape' ? map.get('type') : undefined;
  const record: Record<string, unknown> = { ...positionOf(map.get('xy')) };
  const props: Record<string, unknown> = {};
  const meta: Record<string, unknown> = {};
  const points: Record<string, unknown> = {};
  if (typeName === 'shape') {
    for (const [key, value] of NEUTRAL_FIELDS) record[key] = value;
    for (const [key, value] of neutralPropsOf(type)) props[key] = value;
  }
  map.forEach((stored, key) => {
    if (stored === undefined) return;
    const { part, name } = placeOf(key);
    const value = typeof stored !== 'object' || isShared(stored) ? stored : withoutPrototypes(stored);
    if (part === 'props') props[name] = readProp(name, value, type, derived);
    else if (part === 'own') record[name] = value;
    else if (part === 'meta') meta[name] = value;
    else if (part === 'points') points[name] = unpackPoint(name, value);
  });
  record['id'] = id;
  record['typeName'] = typeName;
  if (type === 'line') props['points'] = points;
  if (carriesText(type)) props['richText'] = derivedText(map.get(TEXT_KEY), derived);
  if (typeName === 'shape' || typeName === 'binding' || typeName === 'asset') record['props'] = props;
  record['meta'] = meta;
  return record;
}

const isShared = (value: unknown): boolean => value instanceof Y.AbstractType || value instanceof Y.Doc;

/** Where in a record a key of its map belongs, and under which name. */
interface Place {
  readonly part: 'own' | 'props' | 'meta' | 'points' | 'nowhere';
  readonly name: string;
}

/** The same few dozen keys come again in every record; what a hostile document makes up is not kept. */
const PLACES = new Map<string, Place>();
const MOST_PLACES = 500;

function placeOf(key: string): Place {
  const known = PLACES.get(key);
  if (known) return known;
  const place = findPlace(key);
  if (PLACES.size < MOST_PLACES) PLACES.set(key, place);
  return place;
}

function findPlace(key: string): Place {
  if (PROTOTYPE.test(key)) return { part: 'nowhere', name: key };
  if (key.startsWith(META)) return { part: 'meta', name: key.slice(META.length) };
  if (key.startsWith(POINTS)) return { part: 'points', name: key.slice(POINTS.length) };
  if (key.startsWith(PROPS)) return { part: 'props', name: key.slice(PROPS.length) };
  return { part: RESERVED.has(key) ? 'nowhere' : 'own', name: key };
}

function positionOf(value: unknown): object {
  return Array.isArray(value) && value.length === 2 ? { x: value[0], y: value[1] } : {};
}

function unpackPoint(id: string, value: unknown): unknown {
  if (!Array.isArray(value) || value.length !== 3) return value;
  return { id, index: value[0], x: value[1], y: value[2] };
}

function readProp(key: string, value: unknown, type: unknown, derived: DerivedValues | undefined): unknown {
  if (key === 'segments' && isStroke(type) && value instanceof Y.Array) {
    return remembered(value, derived, () => segmentsOf(value));
  }
  if (type === 'arrow' && (key === 'start' || key === 'end') && Array.isArray(value)) return positionOf(value);
  return value;
}

function derivedText(value: unknown, derived: DerivedValues | undefined): TLRichText {
  const fragment = asFragment(value);
  if (!fragment) return EMPTY_RICH_TEXT;
  return remembered(fragment, derived, () => richTextOf(fragment));
}

function remembered<T>(type: object, derived: DerivedValues | undefined, derive: () => T): T {
  const known = derived?.get(type);
  // What is kept under a shared type was put there by the same derivation below.
  if (known !== undefined) return known as T;
  const value = derive();
  derived?.set(type, value);
  return value;
}

/** The value as a text's fragment: a `Y.XmlFragment` and none of its subclasses. */
export function asFragment(value: unknown): Y.XmlFragment | null {
  return value instanceof Y.XmlFragment && !(value instanceof Y.XmlElement) ? value : null;
}
