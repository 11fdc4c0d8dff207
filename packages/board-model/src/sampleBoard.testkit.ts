import type { TLRecord, TLShape } from '@tldraw/tlschema';
import { b64Vecs, toRichText } from '@tldraw/tlschema';
import * as Y from 'yjs';
import type { StoreChanges } from './index.ts';
import { SCHEMA, seedBoard, writeChanges } from './index.ts';

/** Every default prop of every shape type, as the editor's shape tools begin with. */
const PROPS: Readonly<Record<string, object>> = {
  note: {
    color: 'yellow',
    labelColor: 'black',
    size: 'm',
    font: 'draw',
    fontSizeAdjustment: 1,
    align: 'middle',
    verticalAlign: 'middle',
    growY: 0,
    url: '',
    richText: toRichText(''),
    scale: 1,
    textLastEditedBy: null,
  },
  text: {
    color: 'black',
    size: 'm',
    w: 100,
    font: 'draw',
    textAlign: 'start',
    autoSize: true,
    scale: 1,
    richText: toRichText(''),
  },
  geo: {
    geo: 'rectangle',
    w: 160,
    h: 90,
    dash: 'draw',
    url: '',
    growY: 0,
    scale: 1,
    flipX: false,
    flipY: false,
    labelColor: 'black',
    color: 'blue',
    fill: 'semi',
    size: 'm',
    font: 'draw',
    align: 'middle',
    verticalAlign: 'middle',
    richText: toRichText(''),
  },
  arrow: {
    kind: 'arc',
    labelColor: 'black',
    color: 'black',
    fill: 'none',
    dash: 'draw',
    size: 'm',
    arrowheadStart: 'none',
    arrowheadEnd: 'arrow',
    font: 'draw',
    start: { x: 0, y: 0 },
    end: { x: 120, y: 40 },
    bend: 0,
    richText: toRichText(''),
    labelPosition: 0.5,
    scale: 1,
    elbowMidPoint: 0.5,
  },
  draw: {
    segments: [{ type: 'free', path: stroke(12), dim: 2 }],
    color: 'red',
    fill: 'none',
    dash: 'draw',
    size: 'm',
    isComplete: true,
    isClosed: false,
    isPen: false,
    scale: 1,
    scaleX: 1,
    scaleY: 1,
  },
  highlight: {
    segments: [{ type: 'free', path: stroke(6, 3) }],
    color: 'yellow',
    size: 'm',
    isComplete: true,
    isPen: false,
    scale: 1,
    scaleX: 1,
    scaleY: 1,
  },
  line: {
    dash: 'draw',
    size: 'm',
    color: 'green',
    spline: 'line',
    scale: 1,
    points: { a1: { id: 'a1', index: 'a1', x: 0, y: 0 }, a2: { id: 'a2', index: 'a2', x: 80, y: 60 } },
  },
  frame: { w: 400, h: 300, name: 'A frame', color: 'black' },
  group: {},
  image: {
    w: 200,
    h: 120,
    playing: true,
    url: '',
    assetId: 'asset:picture',
    crop: { topLeft: { x: 0, y: 0 }, bottomRight: { x: 1, y: 0.5 } },
    flipX: false,
    flipY: false,
    altText: 'A picture',
  },
  video: { w: 200, h: 120, time: 0, playing: false, autoplay: false, url: '', assetId: null, altText: '' },
  bookmark: { w: 300, h: 200, assetId: null, url: 'https://example.org/' },
  embed: { w: 300, h: 200, url: 'https://example.org/' },
};

export const SHAPE_TYPES: readonly string[] = Object.keys(PROPS);

/** A stroke's path of so many points. */
export function stroke(points: number, dim: 2 | 3 = 2): string {
  const list = Array.from({ length: points }, (_, i) => ({ x: i * 4, y: (i % 5) * 3, z: 0.5 }));
  return b64Vecs.encodePoints(list, dim);
}

export interface Overrides {
  readonly x?: number;
  readonly y?: number;
  readonly index?: string;
  readonly parentId?: string;
  readonly rotation?: number;
  readonly props?: object;
  readonly meta?: object;
}

/** A valid shape of a type, `name` making its id. */
export function shape(type: string, name: string, { props, ...others }: Overrides = {}): TLShape {
  const record = {
    id: `shape:${name}`,
    typeName: 'shape',
    type,
    x: 0,
    y: 0,
    rotation: 0,
    index: 'a1',
    parentId: 'page:page',
    isLocked: false,
    opacity: 1,
    meta: {},
    ...others,
    props: { ...PROPS[type], ...props },
  };
  return SCHEMA.types.shape.validate(record) as TLShape;
}

/** A note with this text. */
export function note(name: string, text: string, overrides: Overrides = {}): TLShape {
  return shape('note', name, { ...overrides, props: { ...overrides.props, richText: toRichText(text) } });
}

/** A binding of one end of an arrow. */
export function binding(name: string, from: string, to: string, terminal: 'start' | 'end' = 'end'): TLRecord {
  return SCHEMA.types.binding.validate({
    id: `binding:${name}`,
    typeName: 'binding',
    type: 'arrow',
    fromId: `shape:${from}`,
    toId: `shape:${to}`,
    props: { terminal, normalizedAnchor: { x: 0.5, y: 0.5 }, isExact: false, isPrecise: false, snap: 'none' },
    meta: {},
  });
}

export function page(name: string, index: string): TLRecord {
  const record = { id: `page:${name}`, typeName: 'page', name, index, meta: {} };
  return SCHEMA.types.page.validate(record);
}

export function imageAsset(name: string): TLRecord {
  return SCHEMA.types.asset.validate({
    id: `asset:${name}`,
    typeName: 'asset',
    type: 'image',
    props: { w: 10, h: 10, name: 'p.png', isAnimated: false, mimeType: 'image/png', src: 'https://example.org/p.png' },
    meta: { from: 'test' },
  });
}

export function added(...records: TLRecord[]): StoreChanges {
  return { added: Object.fromEntries(records.map((record) => [record.id, record])), updated: {}, removed: {} };
}

export function updated(...pairs: (readonly [TLRecord, TLRecord])[]): StoreChanges {
  return { added: {}, updated: Object.fromEntries(pairs.map((pair) => [pair[0].id, pair])), removed: {} };
}

export function removed(...records: TLRecord[]): StoreChanges {
  return { added: {}, updated: {}, removed: Object.fromEntries(records.map((record) => [record.id, record])) };
}

/** A seeded board with these records; always of the same clientID, so that every run is the same. */
export function boardWith(...records: TLRecord[]): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = 1;
  seedBoard(doc);
  writeChanges(doc, added(...records), 'test');
  return doc;
}

/** A copy of a document, as another person has it. */
export function copyOf(doc: Y.Doc, clientID: number): Y.Doc {
  const copy = new Y.Doc();
  copy.clientID = clientID;
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

/** Lets everybody have everything. */
export function syncAll(...docs: Y.Doc[]): void {
  for (const from of docs) {
    for (const to of docs) if (from !== to) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
  }
  for (const to of docs.slice(0, -1)) {
    for (const from of docs) if (from !== to) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
  }
}
