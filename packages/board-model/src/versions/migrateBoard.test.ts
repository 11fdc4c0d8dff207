import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  boardAge,
  FORMAT_VERSION,
  formatOf,
  migrateBoard,
  plainTextOf,
  readBoard,
  readPastBoard,
  SCHEMA,
  textFragment,
} from '../index.ts';
import { fieldsOf } from '../layout/recordLayout.ts';
import { boardWith, copyOf, note } from '../sampleBoard.testkit.ts';
import { expectSound, plain } from '../view/soundBoard.testkit.ts';
import { migrateFormat } from './formatMigrations.ts';
import {
  BEFORE_BINDINGS,
  BEFORE_RICH_TEXT,
  OLD_DRAWING,
  OLD_LINE,
  OLD_NOTE,
  oldArrow,
  olderBoard,
  olderShape,
  schemaWith,
} from './olderBoard.testkit.ts';

const POINTS = [
  { x: 0, y: 0 },
  { x: 50, y: 5 },
] as const;

describe('how old a board is', () => {
  it('[M1] is told by its format version and the versions of its tldraw schema', () => {
    const today = { format: FORMAT_VERSION, schema: SCHEMA.serialize() };
    expect(boardAge(today)).toBe('today');
    expect(boardAge({ ...today, schema: BEFORE_RICH_TEXT })).toBe('older');
    expect(boardAge({ ...today, schema: BEFORE_BINDINGS })).toBe('older');
    expect(boardAge({ ...today, format: FORMAT_VERSION - 1 })).toBe('older');
    expect(boardAge({ ...today, format: FORMAT_VERSION + 1 })).toBe('newer');
    expect(boardAge({ ...today, schema: schemaWith({ 'com.tldraw.shape.note': 99 }) })).toBe('newer');
    expect(boardAge({ ...today, schema: schemaWith({ 'com.tldraw.shape.cloud': 0 }) })).toBe('newer');
  });

  it('[M1] is newer where one part is newer and another older', () => {
    const mixed = schemaWith({ 'com.tldraw.shape.note': 8, 'com.tldraw.shape.arrow': 99 });
    expect(boardAge({ format: FORMAT_VERSION, schema: mixed })).toBe('newer');
    expect(boardAge({ format: FORMAT_VERSION + 1, schema: BEFORE_RICH_TEXT })).toBe('newer');
  });

  it("[M2] is today's where nothing readable is said", () => {
    for (const schema of [null, 'x', {}, { schemaVersion: 2, sequences: { a: -1 } }, { schemaVersion: 1 }]) {
      expect(boardAge({ format: null, schema })).toBe('today');
    }
  });
});

describe('a board of an older tldraw', () => {
  it('[M3] has its notes, arrows and drawings brought to the schema of today', () => {
    const doc = olderBoard(BEFORE_RICH_TEXT, { note: OLD_NOTE, arrow: oldArrow(...POINTS), draw: OLD_DRAWING });
    expect(readBoard(doc).quarantined.size).toBe(3);
    migrateBoard(doc);
    const view = readBoard(doc);
    expect(Object.fromEntries(view.quarantined)).toEqual({});
    expectSound(view);
    const fragment = textFragment(doc, 'shape:note');
    expect(fragment && plainTextOf(fragment)).toBe('what if\nit could move');
    expect(view.records.get('shape:note')).toMatchObject({
      x: 10,
      y: 20,
      props: { color: 'blue', fontSizeAdjustment: 1, textLastEditedBy: null },
    });
    expect(view.records.get('shape:arrow')).toMatchObject({ props: { kind: 'arc', end: { x: 50, y: 5 } } });
    const drawing = doc.getMap('records').get('shape:draw');
    expect(drawing instanceof Y.Map && drawing.get('props.segments')).toBeInstanceOf(Y.Array);
    const stored: unknown = doc.getMap('records').toJSON()['shape:note'];
    expect(stored).not.toHaveProperty(['props.text']);
  });

  it('[M3] has what lay in one record and is several today', () => {
    const start = { type: 'point', x: 0, y: 0 };
    const end = {
      type: 'binding',
      boundShapeId: 'shape:note',
      normalizedAnchor: { x: 0.5, y: 0.5 },
      isExact: false,
      isPrecise: true,
    };
    const doc = olderBoard(BEFORE_BINDINGS, { note: OLD_NOTE, arrow: oldArrow(start, end), line: OLD_LINE });
    const again = copyOf(doc, 9);
    migrateBoard(doc);
    const view = readBoard(doc);
    expect(Object.fromEntries(view.quarantined)).toEqual({});
    expectSound(view);
    expect(view.records.get('binding:arrow-end')).toMatchObject({ fromId: 'shape:arrow', toId: 'shape:note' });
    expect(view.records.get('shape:line')).toMatchObject({ props: { points: { a2: { x: 80, y: 60 } } } });
    migrateBoard(again);
    expect(plain(readBoard(again))).toEqual(plain(view));
  });

  it('[M4] says afterwards that it is of today, and is not migrated again', () => {
    const doc = olderBoard(BEFORE_RICH_TEXT, { note: OLD_NOTE });
    migrateBoard(doc);
    expect(formatOf(doc)).toEqual({ format: FORMAT_VERSION, schema: SCHEMA.serialize() });
    const before = Y.encodeStateVector(doc);
    migrateBoard(doc);
    expect(Y.encodeStateVector(doc)).toEqual(before);
  });

  it('[M5] is written only where the migration changes something, in one transaction', () => {
    const doc = olderBoard(BEFORE_RICH_TEXT, {
      note: OLD_NOTE,
      frame: olderShape('frame', { w: 9, h: 9, name: 'f', color: 'black' }),
    });
    const keys: string[] = [];
    let updates = 0;
    doc.on('update', () => (updates += 1));
    doc.getMap('records').observeDeep((events) => {
      for (const event of events) for (const key of event.keys.keys()) keys.push(`${event.path.join('/')} ${key}`);
    });
    migrateBoard(doc);
    expect(updates).toBe(1);
    expect(keys.toSorted()).toEqual([
      'shape:note props.fontSizeAdjustment',
      'shape:note props.text',
      'shape:note text',
    ]);
  });

  it('[M6] leaves what cannot be migrated as it lies, and migrates the rest', () => {
    const doc = olderBoard(BEFORE_RICH_TEXT, {
      note: OLD_NOTE,
      draw: olderShape('draw', { segments: 7 }),
      odd: olderShape('cloud', { puffs: 3 }),
      bent: olderShape('note', { text: 5, color: 'no colour' }),
    });
    const records = doc.getMap('records');
    records.set('shape:junk', 'junk');
    records.set(
      'shape:types',
      new Y.Map([
        ['type', 'note'],
        ['props.text', new Y.Text('x')],
      ] as [string, unknown][]),
    );
    const untouched = ['shape:draw', 'shape:odd', 'shape:bent', 'shape:junk', 'shape:types'];
    const before = records.toJSON();
    migrateBoard(doc);
    for (const id of untouched) expect(records.toJSON()[id]).toEqual(before[id]);
    expect(readBoard(doc).records.has('shape:note')).toBe(true);
    expectSound(readBoard(doc));
  });

  it('[M6] never throws and never loses a record, whatever lies in it', () => {
    const keys = fc.constantFrom(
      'type',
      'xy',
      'index',
      'props.text',
      'props.segments',
      'props.start',
      'props.handles',
      'props.points',
      'props.url',
      'meta.__proto__',
      'text',
    );
    const values = fc.oneof(fc.jsonValue(), fc.constantFrom('note', 'draw', 'line', 'arrow'), fc.uint8Array());
    const ids = fc.constantFrom('note', 'arrow', 'draw', 'line');
    fc.assert(
      fc.property(fc.array(fc.tuple(ids, keys, values), { maxLength: 8 }), fc.boolean(), (edits, oldest) => {
        const shapes = { note: OLD_NOTE, arrow: oldArrow(...POINTS), draw: OLD_DRAWING, line: OLD_LINE };
        const doc = olderBoard(oldest ? BEFORE_BINDINGS : BEFORE_RICH_TEXT, shapes);
        const records = doc.getMap('records');
        for (const [id, key, value] of edits) {
          const map = records.get(`shape:${id}`);
          if (map instanceof Y.Map) map.set(key, value);
        }
        migrateBoard(doc);
        for (const id of Object.keys(shapes)) expect(records.has(`shape:${id}`)).toBe(true);
        expectSound(readBoard(doc));
        expect(boardAge(formatOf(doc))).toBe('today');
      }),
      { numRuns: 60 },
    );
  });

  it('[M7] is read as of today for a replay, without a change to the document', () => {
    const doc = olderBoard(BEFORE_RICH_TEXT, { note: OLD_NOTE });
    const before = Y.encodeStateAsUpdate(doc);
    const past = readPastBoard(doc);
    expect(past.quarantined.size).toBe(0);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
    migrateBoard(doc);
    expect(plain(past)).toEqual(plain(readBoard(doc)));
  });
});

describe('a board of a newer program', () => {
  it('[M8] is left alone', () => {
    const doc = boardWith(note('n', 'x'));
    doc.getMap('board').set('format', FORMAT_VERSION + 1);
    const before = Y.encodeStateAsUpdate(doc);
    migrateBoard(doc);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });
});

describe('changes of the layout', () => {
  it('[M9] are made one after the other, from the version that the document has', () => {
    const doc = new Y.Doc();
    const steps: number[] = [];
    const list = [2, 3, 4].map((to) => ({ to, migrate: () => void steps.push(to) }));
    migrateFormat(doc, 2, list);
    expect(steps).toEqual([3, 4]);
  });

  it('[M9] to 2 write nothing but that: what 1 stored in full is read as it lies', () => {
    const doc = boardWith();
    doc.getMap('records').set('shape:n', new Y.Map(fieldsOf(note('n', '', { props: { font: 'draw' } }))));
    doc.getMap('board').set('format', 1);
    const before = { ...plain(readBoard(doc)) };
    const stored: unknown = doc.getMap('records').toJSON();
    migrateBoard(doc);
    expect(formatOf(doc).format).toBe(2);
    expect(doc.getMap('records').toJSON()).toEqual(stored);
    expect(plain(readBoard(doc))).toEqual(before);
    expect(before).toMatchObject({ records: { 'shape:n': { props: { font: 'draw' } } } });
  });
});
