import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { FORMAT_VERSION, formatOf, readBoard, ROOTS, SCHEMA, seedBoard, writeChanges } from '../index.ts';
import {
  added,
  binding,
  boardWith,
  copyOf,
  imageAsset,
  note,
  page,
  shape,
  SHAPE_TYPES,
  updated,
} from '../sampleBoard.testkit.ts';
import { plain } from '../view/soundBoard.testkit.ts';
import { fieldsOf } from './recordLayout.ts';

function stored(doc: Y.Doc, id: string): Y.Map<unknown> {
  const map = doc.getMap('records').get(id);
  if (!(map instanceof Y.Map)) throw new Error(`no ${id}`);
  return map;
}

describe('layout of records', () => {
  it('[L1] keeps a record under its id, and neither id nor type name in it', () => {
    const map = stored(boardWith(note('a', 'x')), 'shape:a');
    expect(map.get('type')).toBe('note');
    expect(map.has('id') || map.has('typeName')).toBe(false);
  });

  it('[L2] gives every prop and every meta entry a key of its own', () => {
    const map = stored(boardWith(shape('geo', 'a', { meta: { 'a.b': 1, c: { d: 2 } } })), 'shape:a');
    expect(map.get('props.color')).toBe('blue');
    expect(map.get('props.w')).toBe(160);
    expect(map.get('meta.a.b')).toBe(1);
    expect(map.get('meta.c')).toEqual({ d: 2 });
  });

  it('[L2] takes a meta that is no object, which tldraw lets pass for a page, as an empty one', () => {
    const odd = { ...page('odd', 'a2'), meta: null } as unknown as Parameters<typeof fieldsOf>[0];
    expect([...fieldsOf(odd).keys()].some((key) => key.startsWith('meta'))).toBe(false);
  });

  it('[L3] keeps the position as one pair, rounded to 1/64 px', () => {
    const map = stored(boardWith(shape('geo', 'a', { x: 1.2345, y: -0.001 })), 'shape:a');
    expect(map.get('xy')).toEqual([1.234375, 0]);
    expect(map.has('x') || map.has('y')).toBe(false);
  });

  it('[L4] keeps each point of a line under a key of its own', () => {
    const map = stored(boardWith(shape('line', 'a')), 'shape:a');
    expect(map.get('props.points.a2')).toEqual(['a2', 80, 60]);
    expect(map.has('props.points')).toBe(false);
  });

  it('[L5] keeps each end of an arrow as one pair', () => {
    const map = stored(boardWith(shape('arrow', 'a')), 'shape:a');
    expect(map.get('props.end')).toEqual([120, 40]);
  });

  it('[L6] keeps no people, sessions or presence', () => {
    const doc = boardWith();
    const user = SCHEMA.types.user.create({ id: SCHEMA.types.user.createId('u'), name: 'Ada' });
    const camera = SCHEMA.types.camera.create({ id: SCHEMA.types.camera.createId('page:page') });
    writeChanges(doc, added(user, camera), 'me');
    expect([...doc.getMap('records').keys()].toSorted()).toEqual(['document:document', 'page:page']);
    doc.getMap('records').set('user:u', new Y.Map(Object.entries({ name: 'Ada', color: '', imageUrl: '' })));
    expect(readBoard(doc).quarantined.get('user:u')).toBe('a board keeps no records of type "user"');
  });

  it('[L7] says its format version and tldraw schema', () => {
    const doc = boardWith();
    expect(formatOf(doc)).toEqual({ format: FORMAT_VERSION, schema: SCHEMA.serialize() });
    expect([...doc.share.keys()].toSorted()).toEqual([...ROOTS].toSorted());
    expect(formatOf(new Y.Doc())).toEqual({ format: null, schema: null });
  });

  it('[L11] does not store what every item begins with, until somebody changes it, and then also back', () => {
    const made = shape('geo', 'a');
    const doc = boardWith(made, { ...shape('draw', 'b', { index: 'a2' }), opacity: 0.5 });
    const map = stored(doc, 'shape:a');
    const unstored = ['rotation', 'isLocked', 'opacity', 'props.scale', 'props.growY', 'props.url'];
    expect(unstored.filter((key) => map.has(key))).toEqual([]);
    expect(readBoard(doc).records.get('shape:a')).toMatchObject({ opacity: 1, props: { scale: 1, growY: 0, url: '' } });
    expect(stored(doc, 'shape:b').get('opacity')).toBe(0.5);
    const turned = { ...made, rotation: 1 };
    writeChanges(doc, updated([made, turned]), 'me');
    expect(map.get('rotation')).toBe(1);
    writeChanges(doc, updated([turned, made]), 'me');
    expect(map.get('rotation')).toBe(0);
  });

  it('[L11] stores of a note as Weft makes it only what is its own', () => {
    const props = { color: 'yellow', font: 'serif' };
    expect([...stored(boardWith(note('a', 'x', { props })), 'shape:a').keys()].toSorted()).toEqual([
      'index',
      'parentId',
      'props.color',
      'text',
      'type',
      'xy',
    ]);
  });

  it('[L11] [W3] writes nothing where somebody sets what was not stored to what it is', () => {
    const made = shape('note', 'a');
    const doc = boardWith(made);
    const before = Y.encodeStateVector(doc);
    writeChanges(doc, updated([{ ...made, opacity: 0.5 }, made]), 'me');
    writeChanges(doc, added(made), 'me');
    expect(Y.encodeStateVector(doc)).toEqual(before);
  });

  it('[L8] is seeded once', () => {
    const doc = boardWith();
    const before = Y.encodeStateAsUpdate(doc);
    seedBoard(doc);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
    expect([...readBoard(doc).records.keys()]).toEqual(['document:document', 'page:page']);
  });

  it.each(SHAPE_TYPES)('[L9] gives a %s back as it was written', (type) => {
    const record = shape(type, 'a', { x: 12, y: 34.5, rotation: 0.3, meta: { by: 'me', nested: { a: [1, null] } } });
    const shown = readBoard(copyOf(boardWith(record), 2)).records.get('shape:a');
    const expected = 'richText' in record.props ? { ...record, props: { ...record.props, richText: EMPTY } } : record;
    expect(shown).toEqual(expected);
  });

  it('[L9] gives bindings, pages and assets back as they were written', () => {
    const records = [page('two', 'a2'), imageAsset('picture'), binding('b', 'arrow', 'note')];
    const doc = boardWith(note('note', ''), shape('arrow', 'arrow', { index: 'a2' }), ...records);
    for (const record of records) expect(readBoard(doc).records.get(record.id)).toEqual(record);
  });

  it('[L9] gives any position back within 1/128 px', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        (x, y) => {
          const shown = readBoard(boardWith(shape('geo', 'a', { x, y }))).records.get('shape:a');
          if (shown?.typeName !== 'shape') throw new Error('not shown');
          expect(Math.abs(shown.x - x)).toBeLessThanOrEqual(1 / 128);
          expect(Math.abs(shown.y - y)).toBeLessThanOrEqual(1 / 128);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('[L10] ignores what is stored under the names of derived values', () => {
    const doc = boardWith(note('a', 'true'));
    const before = plain(readBoard(doc));
    for (const key of ['props.richText', 'props', 'meta', 'id', 'typeName', 'x', 'y', '__proto__']) {
      stored(doc, 'shape:a').set(key, { type: 'doc', content: [{ type: 'evil' }] });
    }
    expect(plain(readBoard(doc))).toEqual(before);
  });

  it('[L2] leaves out what is undefined', () => {
    const asset = imageAsset('picture');
    if (asset.typeName !== 'asset') throw new Error('no asset');
    const fields = fieldsOf({ ...asset, meta: { ...asset.meta, gone: undefined } });
    expect(fields.has('meta.gone')).toBe(false);
  });
});

const EMPTY = {
  type: 'doc',
  attrs: { dir: 'auto' },
  content: [{ type: 'paragraph', attrs: { dir: 'auto' } }],
};
