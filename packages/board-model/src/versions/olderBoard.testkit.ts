import * as Y from 'yjs';
import { SCHEMA } from '../index.ts';

/** tldraw's schema with some sequences at earlier versions; `null` for one that was not there yet. */
export function schemaWith(versions: Readonly<Record<string, number | null>>): object {
  const today = SCHEMA.serialize();
  const sequences = 'sequences' in today ? today.sequences : {};
  const changed = Object.entries({ ...sequences, ...versions }).filter(([, version]) => version !== null);
  return { schemaVersion: 2, sequences: Object.fromEntries(changed) };
}

/** Before rich text, base64 paths and elbow arrows: tldraw as of early 2025. */
export const BEFORE_RICH_TEXT = schemaWith({
  'com.tldraw.shape.note': 8,
  'com.tldraw.shape.text': 2,
  'com.tldraw.shape.geo': 9,
  'com.tldraw.shape.arrow': 5,
  'com.tldraw.shape.draw': 2,
  'com.tldraw.shape.highlight': 1,
  'com.tldraw.binding.arrow': 0,
});

/** Before bindings were records and lines had points: tldraw as of 2023. */
export const BEFORE_BINDINGS = schemaWith({
  'com.tldraw.shape.arrow': 3,
  'com.tldraw.shape.line': 2,
  'com.tldraw.shape.note': 8,
  'com.tldraw.binding.arrow': null,
});

const COMMON = {
  rotation: 0,
  index: 'a1',
  parentId: 'page:page',
  isLocked: false,
  opacity: 1,
};

/** A shape's fields as an older Weft would have laid them: each prop a key, plain JSON. */
export function olderShape(type: string, props: object, more: object = {}): Map<string, unknown> {
  const laid = Object.entries(props).map(([key, value]): [string, unknown] => [`props.${key}`, value]);
  return new Map([...Object.entries({ ...COMMON, type, xy: [10, 20], ...more }), ...laid]);
}

export const OLD_NOTE = olderShape('note', {
  color: 'blue',
  labelColor: 'black',
  size: 'm',
  font: 'draw',
  fontSizeAdjustment: 0,
  align: 'middle',
  verticalAlign: 'middle',
  growY: 0,
  url: '',
  scale: 1,
  text: 'what if\nit could move',
});

/** An arrow before rich text; its ends as that tldraw had them. */
export const oldArrow = (start: unknown, end: unknown): Map<string, unknown> =>
  olderShape(
    'arrow',
    {
      labelColor: 'black',
      color: 'black',
      fill: 'none',
      dash: 'draw',
      size: 'm',
      arrowheadStart: 'none',
      arrowheadEnd: 'arrow',
      font: 'draw',
      start,
      end,
      bend: 0,
      text: 'then',
      labelPosition: 0.5,
      scale: 1,
    },
    { index: 'a2' },
  );

export const OLD_DRAWING = olderShape(
  'draw',
  {
    segments: [{ type: 'free', points: [0, 1, 2].map((i) => ({ x: i * 4, y: i, z: 0.5 })) }],
    color: 'red',
    fill: 'none',
    dash: 'draw',
    size: 'm',
    isComplete: true,
    isClosed: false,
    isPen: false,
    scale: 1,
  },
  { index: 'a3' },
);

export const OLD_LINE = olderShape(
  'line',
  {
    dash: 'draw',
    size: 'm',
    color: 'green',
    spline: 'line',
    handles: { a1: { x: 0, y: 0 }, a2: { x: 80, y: 60 } },
  },
  { index: 'a4' },
);

/** A board as it lay in a document when it was last written with this schema. */
export function olderBoard(schema: unknown, shapes: Readonly<Record<string, ReadonlyMap<string, unknown>>>): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = 1;
  doc.transact(() => {
    doc.getMap('board').set('format', 1);
    doc.getMap('board').set('schema', schema);
    const records = doc.getMap('records');
    records.set(
      'document:document',
      new Y.Map([
        ['gridSize', 10],
        ['name', ''],
      ] as [string, unknown][]),
    );
    records.set(
      'page:page',
      new Y.Map([
        ['name', 'Page 1'],
        ['index', 'a1'],
      ]),
    );
    for (const [name, fields] of Object.entries(shapes)) records.set(`shape:${name}`, new Y.Map(fields));
  });
  return doc;
}
