import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { TLRecord } from '@tldraw/tlschema';
import { readBoard, seedBoard } from '../index.ts';
import {
  binding,
  boardWith,
  copyOf,
  note,
  page,
  removed,
  shape,
  SHAPE_TYPES,
  syncAll,
} from '../sampleBoard.testkit.ts';
import { writeChanges } from '../writeChanges.ts';
import { isIndexKey, indicesAfter } from './indexKeys.ts';
import { expectSound, plain } from './soundBoard.testkit.ts';

function set(doc: Y.Doc, id: string, key: string, value: unknown): void {
  const map = doc.getMap('records').get(id);
  if (map instanceof Y.Map) map.set(key, value);
}

function strokeOf(doc: Y.Doc, id: string): Y.Array<unknown> {
  const map = doc.getMap('records').get(id);
  const stroke: unknown = map instanceof Y.Map ? map.get('props.segments') : null;
  return stroke instanceof Y.Array ? stroke : expect.unreachable(`${id} has no stroke`);
}

function parentOf(record: TLRecord | undefined): string | undefined {
  return record?.typeName === 'shape' ? record.parentId : undefined;
}

function indexOf(record: TLRecord | undefined): string {
  return record && 'index' in record ? String(record.index) : '';
}

describe('the normalising view', () => {
  it('[V1] gives an empty document the default document and page', () => {
    const view = readBoard(new Y.Doc());
    expect([...view.records.keys()]).toEqual(['document:document', 'page:page']);
    expectSound(view);
  });

  it('[V1] writes nothing', () => {
    const doc = boardWith(note('a', '', { parentId: 'shape:b' }), note('b', '', { parentId: 'shape:a' }));
    const before = Y.encodeStateAsUpdate(doc);
    readBoard(doc);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  it('[V2] quarantines an invalid record with its reason and shows the others', () => {
    const doc = boardWith(note('good', ''), note('bad', '', { index: 'a2' }), note('odd', '', { index: 'a3' }));
    set(doc, 'shape:bad', 'props.color', 'no-such-colour');
    set(doc, 'shape:odd', 'surprise', 1);
    doc.getMap('records').set('shape:none', 42);
    doc.getMap('records').set('strange', new Y.Map());
    const view = readBoard(doc);
    expect([...view.quarantined.keys()].toSorted()).toEqual(['shape:bad', 'shape:none', 'shape:odd', 'strange']);
    expect(view.quarantined.get('shape:bad')).toContain('props.color');
    expect(view.quarantined.get('shape:none')).toBe('not a record');
    expect(view.records.has('shape:good')).toBe(true);
    expectSound(view);
  });

  it('[V2] excuses nothing in a record because the one before it was good', () => {
    const doc = boardWith(note('a', ''), note('b', '', { index: 'a2' }), note('c', '', { index: 'a3' }));
    set(doc, 'shape:b', 'props.color', undefined);
    set(doc, 'shape:c', 'props.unheardOf', 'yellow');
    // The second time what is good in it was found good a moment before.
    for (const { quarantined, records } of [readBoard(doc), readBoard(doc)]) {
      expect([...quarantined.keys()].toSorted()).toEqual(['shape:b', 'shape:c']);
      expect(records.has('shape:a')).toBe(true);
    }
  });

  it.each<[string, string, string, unknown]>([
    ['an index that tldraw cannot build on', 'note', 'index', 'a1~'],
    ['a position beyond all measure', 'note', 'xy', [1e300, 0]],
    ['a size too small to divide by', 'geo', 'props.w', 1e-300],
    ['a scale too small to divide by', 'note', 'props.scale', 1e-300],
    ['a stroke without points', 'draw', 'props.segments', []],
    ['a path that is no base64', 'draw', 'props.segments', [{ type: 'free', path: 'not base64' }]],
    ['a path cut in the middle of a point', 'draw', 'props.segments', [{ type: 'free', path: 'AAAA' }]],
    ['a path to infinity', 'draw', 'props.segments', [{ type: 'free', path: 'AACAfwAAAAAAAAAA' }]],
    ['a line of one point', 'line', 'props.points.a2', undefined],
  ])(
    '[V3] quarantines what tldraw’s validators let through but its editor could not bear: %s',
    (_what, type, key, value) => {
      const doc = boardWith(shape(type, 'a'));
      const map = doc.getMap('records').get('shape:a');
      if (map instanceof Y.Map && value === undefined) map.delete(key);
      else set(doc, 'shape:a', key, value);
      const view = readBoard(doc);
      expect(view.quarantined.has('shape:a')).toBe(true);
      expectSound(view);
    },
  );

  it('[V4] quarantines what hangs from nothing, and everything in it', () => {
    const doc = boardWith(
      shape('frame', 'f'),
      shape('group', 'g', { parentId: 'shape:f' }),
      note('n', '', { parentId: 'shape:g' }),
    );
    doc.getMap('records').delete('shape:f');
    const view = readBoard(doc);
    expect(view.quarantined.get('shape:g')).toBe('its page, frame or group is gone');
    expect(view.quarantined.get('shape:n')).toBe('what holds it cannot be shown');
    expectSound(view);
  });

  it('[V4] shows an item again when what it hangs from comes back', () => {
    const frame = shape('frame', 'f');
    const doc = boardWith(frame, note('n', '', { parentId: 'shape:f' }));
    doc.getMap('records').delete('shape:f');
    writeChanges(doc, { added: { 'shape:f': frame }, updated: {}, removed: {} }, 'undo');
    expect(readBoard(doc).records.has('shape:n')).toBe(true);
  });

  it('[V5] opens a circle of parents at its lowest id, onto the first page', () => {
    const doc = boardWith(
      page('first', 'a0'),
      shape('frame', 'b', { parentId: 'shape:c' }),
      shape('frame', 'c', { parentId: 'shape:a' }),
      shape('frame', 'a', { parentId: 'shape:b' }),
      note('n', '', { parentId: 'shape:c' }),
    );
    const { records } = readBoard(doc);
    expect(parentOf(records.get('shape:a'))).toBe('page:first');
    expect(parentOf(records.get('shape:b'))).toBe('shape:c');
    expect(parentOf(records.get('shape:c'))).toBe('shape:a');
    expect(parentOf(records.get('shape:n'))).toBe('shape:c');
    expectSound(readBoard(doc));
  });

  it('[V5] shows an item that is its own parent', () => {
    const view = readBoard(boardWith(note('a', '', { parentId: 'shape:a' })));
    expect(parentOf(view.records.get('shape:a'))).toBe('page:page');
  });

  it('[V6] quarantines what is nested too deeply to walk', () => {
    const chain = Array.from({ length: 3_000 }, (_, i) =>
      shape('frame', `f${i}`, { parentId: i === 0 ? 'page:page' : `shape:f${i - 1}` }),
    );
    const view = readBoard(boardWith(...chain));
    expect(view.quarantined.get('shape:f64')).toBe('nested too deeply');
    expect(view.records.has('shape:f63')).toBe(true);
    expectSound(view);
  });

  it('[V6] opens a circle of thousands', () => {
    const circle = Array.from({ length: 3_000 }, (_, i) =>
      shape('frame', `f${i}`, { parentId: `shape:f${(i + 1) % 3_000}` }),
    );
    expectSound(readBoard(boardWith(...circle)));
  });

  it('[V7] spaces out siblings and pages that claim one index, in the order of ids, below the next', () => {
    const doc = boardWith(
      ...['c', 'a', 'b'].map((name) => note(name, '')),
      note('next', '', { index: 'a1V' }),
      page('twin', 'a1'),
    );
    const { records } = readBoard(doc);
    const order = ['a', 'b', 'c', 'next'].map((name) => indexOf(records.get(`shape:${name}`)));
    expect(order[0]).toBe('a1');
    expect(order[3]).toBe('a1V');
    expect(order).toEqual(order.toSorted());
    expect(indexOf(records.get('page:page'))).toBe('a1');
    expect(indexOf(records.get('page:twin')) > 'a1').toBe(true);
    expectSound(readBoard(doc));
  });

  it('[V7] makes indices that are valid, different, in order and between the two it was given', () => {
    const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    const key = fc
      .tuple(
        fc.constantFrom('a', 'b', 'Z', 'Y'),
        fc.array(fc.constantFrom(...Array.from(digits)), { minLength: 2, maxLength: 6 }),
      )
      .map(([head, rest]) => head + rest.join(''))
      .filter(isIndexKey);
    fc.assert(
      fc.property(key, fc.option(key, { nil: null }), fc.integer({ min: 1, max: 130 }), (a, b, count) => {
        const [low, high] = b === null ? [a, null] : a < b ? [a, b] : [b, a];
        fc.pre(low !== high);
        const made = indicesAfter(low, high, count);
        const all = high === null ? [low, ...made] : [low, ...made, high];
        expect(new Set(all).size).toBe(all.length);
        expect(all).toEqual(all.toSorted());
        expect(made.every(isIndexKey)).toBe(true);
      }),
    );
  });

  it('[V8] spaces out points of a line that claim one index', () => {
    const doc = boardWith(shape('line', 'l'));
    set(doc, 'shape:l', 'props.points.b', ['a1', 5, 5]);
    set(doc, 'shape:l', 'props.points.c', ['a1', 6, 6]);
    const line = readBoard(doc).records.get('shape:l');
    if (line?.typeName !== 'shape' || line.type !== 'line') throw new Error('not shown');
    const points = Object.values(line.props.points).toSorted((a, b) => (a.index < b.index ? -1 : 1));
    expect(points.map((point) => point.id)).toEqual(['a1', 'b', 'c', 'a2']);
    expect(new Set(points.map((point) => point.index)).size).toBe(4);
  });

  it('[V8] spaces out a line of very many points as well', () => {
    const doc = boardWith(shape('line', 'l'));
    doc.transact(() => {
      for (let i = 0; i < 20_000; i++) {
        set(doc, 'shape:l', `props.points.p${i}`, [`a1${i.toString(36).padStart(4, '0')}V`, i, i]);
      }
      set(doc, 'shape:l', 'props.points.q', ['a10000V', 1, 1]);
    });
    const line = readBoard(doc).records.get('shape:l');
    if (line?.typeName !== 'shape' || line.type !== 'line') throw new Error('not shown');
    const indices = Object.values(line.props.points).map((point) => point.index);
    expect(new Set(indices).size).toBe(indices.length);
  });

  it('[V9] hides bindings to what is gone, second bindings of one end, and those that make no sense', () => {
    const doc = boardWith(
      note('n', ''),
      shape('arrow', 'arrow', { index: 'a2' }),
      shape('arrow', 'other', { index: 'a3' }),
      shape('group', 'g', { index: 'a4' }),
      shape('arrow', 'inside', { parentId: 'shape:g' }),
      binding('1', 'arrow', 'n'),
      binding('2', 'arrow', 'g'),
      binding('3', 'arrow', 'gone', 'start'),
      binding('4', 'other', 'arrow'),
      binding('5', 'n', 'g'),
      binding('6', 'inside', 'g'),
      binding('7', 'inside', 'n', 'start'),
    );
    const view = readBoard(doc);
    expect(Object.fromEntries(view.hidden)).toEqual({
      'binding:2': 'another binding holds this end',
      'binding:3': 'what it joins is not on the board',
      'binding:4': 'an arrow cannot be bound to an arrow',
      'binding:5': 'only arrows are bound',
      'binding:6': 'an arrow cannot be bound to its own group',
    });
    expect(view.quarantined.size).toBe(0);
    expectSound(view);
  });

  it('[V9] lets another binding have the end when the first is gone', () => {
    const [first, second] = [binding('1', 'arrow', 'n'), binding('2', 'arrow', 'n')];
    const doc = boardWith(note('n', ''), shape('arrow', 'arrow', { index: 'a2' }), first, second);
    writeChanges(doc, removed(first), 'me');
    expect(readBoard(doc).records.has('binding:2')).toBe(true);
  });

  it('[V10] shows the default page where every page is gone, and what is on it', () => {
    const doc = boardWith(note('n', ''));
    doc.getMap('records').delete('page:page');
    const view = readBoard(doc);
    expect(view.records.has('page:page') && view.records.has('shape:n')).toBe(true);
    set(doc, 'document:document', 'gridSize', 'x');
    expectSound(readBoard(doc));
  });

  it('[V11] is the same for everybody with the same document, whatever the order of updates', () => {
    const base = boardWith(note('n', ''), shape('frame', 'f', { index: 'a2' }));
    const peers = [base, copyOf(base, 2), copyOf(base, 3)];
    peers.forEach((doc, i) =>
      writeChanges(doc, { added: { x: note(`new${i}`, `${i}`) }, updated: {}, removed: {} }, 'me'),
    );
    syncAll(...peers);
    const fresh = copyOf(peers[2] ?? base, 9);
    for (const doc of [...peers, fresh]) expect(plain(readBoard(doc))).toEqual(plain(readBoard(base)));
  });

  it('[V1] [V2] [I4] shows a sound board whatever JSON, bytes or types lie in any property', () => {
    const keys = fc.oneof(
      fc.constantFrom(
        'xy',
        'type',
        'index',
        'parentId',
        'rotation',
        'opacity',
        'fromId',
        'toId',
        'text',
        'name',
        'isLocked',
      ),
      fc.constantFrom(
        'props.richText',
        'props.segments',
        'props.points',
        'props.points.a1',
        'props.start',
        'props.w',
        'props.scale',
        'meta.__proto__',
        'props.__proto__',
        '__proto__',
        'meta.constructor',
        'props.toString',
      ),
      fc.string().map((key) => `meta.${key}`),
      fc.string(),
    );
    const ids = [
      ...SHAPE_TYPES.map((type) => `shape:${type}`),
      'page:page',
      'document:document',
      'binding:b',
      'shape:new',
    ];
    const values = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(...ids, 'a1', 'a2', 'note', 'arrow', 'line', 'draw', 'group', 'page:none'),
      fc.double(),
      fc.uint8Array(),
      fc.constantFrom('map', 'array', 'text', 'fragment', 'element', 'doc').map((kind) => ({ kind })),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...ids), keys, values), { minLength: 1, maxLength: 12 }),
        (edits) => {
          const doc = boardWith(...SHAPE_TYPES.map((type) => shape(type, type)), binding('b', 'arrow', 'note'));
          const records = doc.getMap('records');
          for (const [id, key, value] of edits) {
            if (!records.has(id)) records.set(id, new Y.Map());
            set(doc, id, key, sharedType(value));
          }
          const view = readBoard(doc);
          expectSound(view);
          expect(plain(readBoard(copyOf(doc, 2)))).toEqual(plain(view));
        },
      ),
    );
  });

  it('[V11] shows no key `__proto__`, however deep, to whoever wrote it as to everybody else', () => {
    const key = fc.constantFrom('__proto__', 'a', 'b');
    const values = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(1, null, 'x'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.array(fc.tuple(key, tie('value')), { maxLength: 3 }).map((entries) => Object.fromEntries(entries)),
      ),
    })).value;
    const fields = fc.constantFrom('meta.a', 'meta.__proto__', 'props.crop', 'props.__proto__', 'xy', 'other');
    fc.assert(
      fc.property(fc.array(fc.tuple(fields, values), { minLength: 1, maxLength: 4 }), (edits) => {
        const doc = boardWith(shape('image', 'image'), shape('draw', 'draw'));
        for (const [field, value] of edits) {
          set(doc, 'shape:image', field, value);
          strokeOf(doc, 'shape:draw').push([value]);
        }
        const [ours, theirs] = [readBoard(doc), readBoard(copyOf(doc, 2))].map((view) => JSON.stringify(plain(view)));
        expect(theirs).toBe(ours);
        expect(ours).not.toContain('__proto__');
      }),
    );
  });

  it('[V1] reads a document whose roots hold anything', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (records, board) => {
          const doc = new Y.Doc();
          for (const [key, value] of Object.entries(records)) doc.getMap('records').set(key, value);
          for (const [key, value] of Object.entries(board)) doc.getMap('board').set(key, value);
          expectSound(readBoard(doc));
          seedBoard(doc);
          expectSound(readBoard(doc));
        },
      ),
    );
  });
});

const SHARED: Readonly<Record<string, () => unknown>> = {
  map: () => new Y.Map([['a', 1]]),
  array: () => Y.Array.from([1, { type: 'free' }, 'x']),
  text: () => new Y.Text('x'),
  fragment: () => new Y.XmlFragment(),
  element: () => new Y.XmlElement('p'),
  doc: () => new Y.Doc(),
};

function sharedType(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return value;
  return SHARED[String(value.kind)]?.() ?? value;
}
