import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { TLRecord, TLShape } from '@tldraw/tlschema';
import type { StoreChanges } from './index.ts';
import { LiveBoardView, plainTextOf, readBoard, textFragment, writeChanges, writeRichText } from './index.ts';
import {
  added,
  binding,
  boardWith,
  copyOf,
  note,
  page,
  removed,
  shape,
  syncAll,
  updated,
} from './sampleBoard.testkit.ts';
import { plain } from './view/soundBoard.testkit.ts';

/** The update that a change makes, or `null` if it makes none. */
function updateOf(doc: Y.Doc, changes: StoreChanges): Uint8Array | null {
  let made: Uint8Array | null = null;
  const keep = (update: Uint8Array): void => {
    made = update;
  };
  doc.on('update', keep);
  writeChanges(doc, changes, 'me');
  doc.off('update', keep);
  return made;
}

function shownShape(doc: Y.Doc, id: string): TLShape {
  const record = readBoard(doc).records.get(id);
  if (record?.typeName !== 'shape') throw new Error(`${id} is not shown`);
  return record;
}

function withProps(record: TLShape, props: object): TLShape {
  return { ...record, props: { ...record.props, ...props } } as TLShape;
}

describe('writing changes', () => {
  it('[W1] writes only the properties that changed', () => {
    const before = shape('geo', 'a');
    const doc = boardWith(before);
    const map = doc.getMap('records').get('shape:a');
    const keys: string[] = [];
    if (map instanceof Y.Map) map.observe((event) => keys.push(...event.keysChanged));
    writeChanges(doc, updated([before, withProps({ ...before, x: 5 }, { color: 'red' })]), 'me');
    expect(keys.toSorted()).toEqual(['props.color', 'xy']);
  });

  it('[W1] takes a property away that the store took away', () => {
    const before = shape('geo', 'a', { meta: { seen: true, kept: 1 } });
    const doc = boardWith(before);
    writeChanges(doc, updated([before, { ...before, meta: { kept: 1 } }]), 'me');
    expect(shownShape(doc, 'shape:a').meta).toEqual({ kept: 1 });
  });

  it('[W2] [I6] lets concurrent changes of different properties all survive', () => {
    const before = shape('geo', 'a');
    const a = boardWith(before);
    const [b, c] = [copyOf(a, 2), copyOf(a, 3)];
    writeChanges(a, updated([before, { ...before, x: 300, y: 40 }]), 'a');
    writeChanges(b, updated([before, withProps(before, { color: 'red' })]), 'b');
    writeChanges(c, updated([before, withProps(before, { w: 500, h: 300 })]), 'c');
    syncAll(a, b, c);
    for (const doc of [a, b, c]) {
      expect(shownShape(doc, 'shape:a')).toMatchObject({ x: 300, y: 40, props: { color: 'red', w: 500, h: 300 } });
    }
  });

  it('[W2] [I6] lets two people move two points of a line, and two ends of an arrow', () => {
    const [line, arrow] = [shape('line', 'l'), shape('arrow', 'a', { index: 'a2' })];
    const a = boardWith(line, arrow);
    const b = copyOf(a, 2);
    writeChanges(
      a,
      updated([line, withProps(line, points(-7, 80))], [arrow, withProps(arrow, { start: { x: 9, y: 9 } })]),
      'a',
    );
    writeChanges(
      b,
      updated([line, withProps(line, points(0, 99))], [arrow, withProps(arrow, { end: { x: 7, y: 7 } })]),
      'b',
    );
    syncAll(a, b);
    expect(shownShape(a, 'shape:l').props).toMatchObject(points(-7, 99));
    expect(shownShape(b, 'shape:a').props).toMatchObject({ start: { x: 9, y: 9 }, end: { x: 7, y: 7 } });
  });

  it('[W2] [I6] lets two people write different entries of an item’s meta', () => {
    const before = shape('geo', 'a');
    const a = boardWith(before);
    const b = copyOf(a, 2);
    writeChanges(a, updated([before, { ...before, meta: { mine: 1 } }]), 'a');
    writeChanges(b, updated([before, { ...before, meta: { yours: 2 } }]), 'b');
    syncAll(a, b);
    expect(shownShape(a, 'shape:a').meta).toEqual({ mine: 1, yours: 2 });
  });

  it('[W3] [I4] writes nothing for changes that equal the view', () => {
    const doc = boardWith(
      ...['a', 'b', 'c'].map((name) => note(name, name)),
      shape('arrow', 'arrow', { index: 'a3' }),
      binding('b', 'arrow', 'a'),
      shape('draw', 'draw'),
      shape('line', 'line'),
    );
    const { records } = readBoard(doc);
    for (const live of [null, new LiveBoardView(doc)]) {
      expect(updateOf(doc, added(...records.values()))).toBeNull();
      const stale = [...records.values()].map((to): [TLRecord, TLRecord] => [staleCopy(to), to]);
      expect(updateOf(doc, updated(...stale))).toBeNull();
      live?.destroy();
    }
  });

  it('[W3] writes nothing for a move of less than 1/128 px', () => {
    const before = shape('geo', 'a', { x: 10 });
    expect(updateOf(boardWith(before), updated([before, { ...before, x: 10.001 }]))).toBeNull();
  });

  it('[W4] does not write the clean-up of what the view hides', () => {
    const [a, arrow, end] = [note('a', ''), shape('arrow', 'arrow', { index: 'a2' }), binding('b', 'arrow', 'a')];
    const mine = boardWith(a, arrow, end);
    const peer = copyOf(mine, 2);
    peer.getMap('records').delete('shape:a');
    syncAll(mine, peer);
    expect(updateOf(mine, removed(end))).toBeNull();
    expect(mine.getMap('records').has('binding:b')).toBe(true);
  });

  it('[W4] writes the removal of an item together with its binding', () => {
    const [a, arrow, end] = [note('a', ''), shape('arrow', 'arrow', { index: 'a2' }), binding('b', 'arrow', 'a')];
    const doc = boardWith(a, arrow, end);
    writeChanges(doc, removed(a, end), 'me');
    expect([...doc.getMap('records').keys()].toSorted()).toEqual(['document:document', 'page:page', 'shape:arrow']);
  });

  it('[W5] does not bring back what a peer deleted', () => {
    const before = shape('geo', 'a');
    const doc = boardWith(before);
    doc.getMap('records').delete('shape:a');
    expect(updateOf(doc, updated([before, { ...before, x: 99 }]))).toBeNull();
  });

  it('[W5] keeps an item deleted when a peer moved it at the same time', () => {
    const before = shape('geo', 'a');
    const a = boardWith(before);
    const b = copyOf(a, 2);
    writeChanges(a, removed(before), 'a');
    writeChanges(b, updated([before, { ...before, x: 99 }]), 'b');
    syncAll(a, b);
    expect(readBoard(b).records.has('shape:a')).toBe(false);
  });

  it('[W6] [I4] does not write the view’s own index or parent back', () => {
    const twins = [note('a', '', { parentId: 'shape:b' }), note('b', '', { parentId: 'shape:a' }), note('c', '')];
    const doc = boardWith(...twins, note('d', ''));
    const before = new Map(twins.map((twin) => [twin.id, twin]));
    const pairs = [...readBoard(doc).records.values()].flatMap((to): [TLRecord, TLRecord][] => {
      const from = to.typeName === 'shape' ? before.get(to.id) : undefined;
      return from ? [[from, to]] : [];
    });
    expect(pairs.some(([from, to]) => 'parentId' in from && 'parentId' in to && from.parentId !== to.parentId)).toBe(
      true,
    );
    expect(updateOf(doc, updated(...pairs))).toBeNull();
  });

  it('[W6] writes an index that somebody chose', () => {
    const doc = boardWith(note('a', ''), note('b', ''));
    const from = shownShape(doc, 'shape:b');
    writeChanges(doc, updated([from, { ...from, index: note('x', '', { index: 'a5' }).index }]), 'me');
    expect(shownShape(doc, 'shape:b').index).toBe('a5');
  });

  it('[T1] [W7] seeds a new item’s text, and never writes the derived prop after that', () => {
    const before = note('a', 'hello');
    const doc = boardWith(before);
    const fragment = textFragment(doc, 'shape:a');
    expect(fragment && plainTextOf(fragment)).toBe('hello');
    const map = doc.getMap('records').get('shape:a');
    expect(map instanceof Y.Map && map.has('props.richText')).toBe(false);
    const other = note('a', 'goodbye');
    expect(updateOf(doc, updated([before, other]))).toBeNull();
    expect(textFragment(boardWith(shape('frame', 'f')), 'shape:f')).toBeNull();
    expect(textFragment(doc, 'shape:none')).toBeNull();
  });

  it('[W7] gives an item that is added again the text that it is added with', () => {
    const doc = boardWith(note('a', 'before'));
    const fragment = textFragment(doc, 'shape:a');
    writeChanges(doc, added(note('a', 'restored')), 'restore');
    expect(fragment && plainTextOf(fragment)).toBe('restored');
    expect(updateOf(doc, added(note('a', 'restored')))).toBeNull();
  });

  it('[W7] [I6] merges what two people write into one text', () => {
    const a = boardWith(note('a', 'middle'));
    const b = copyOf(a, 2);
    insert(a, 0, 'left ');
    insert(b, 6, ' right');
    syncAll(a, b);
    for (const doc of [a, b]) expect(plainTextOf(fragmentOf(doc))).toBe('left middle right');
  });

  it('[W8] removes a record by its key', () => {
    const doc = boardWith(note('a', ''));
    writeChanges(doc, removed(note('a', '')), 'me');
    expect(doc.getMap('records').has('shape:a')).toBe(false);
  });

  it('[W9] writes the default page in full when somebody changes it where the document lacks it', () => {
    const doc = new Y.Doc();
    const shown = readBoard(doc).records.get('page:page');
    if (shown?.typeName !== 'page') throw new Error('no page');
    writeChanges(doc, updated([shown, { ...shown, name: 'Renamed' }]), 'me');
    expect(readBoard(doc).records.get('page:page')).toEqual({ ...shown, name: 'Renamed' });
  });

  it('[W10] writes the default page with what is put on it or beside it where the document lacks it', () => {
    const [withNote, withPage] = [new Y.Doc(), new Y.Doc()];
    writeChanges(withNote, added(note('a', '')), 'me');
    writeChanges(withPage, added(page('two', 'a2')), 'me');
    expect([...readBoard(withNote).records.keys()]).toEqual(expect.arrayContaining(['page:page', 'shape:a']));
    syncAll(withNote, withPage);
    for (const doc of [withNote, withPage]) {
      const { records, quarantined } = readBoard(doc);
      expect([...records.keys()]).toEqual(expect.arrayContaining(['page:page', 'page:two', 'shape:a']));
      expect(quarantined.size).toBe(0);
    }
  });

  it('[W10] does not write a default page where the document has a page', () => {
    const doc = boardWith();
    doc.getMap('records').set('page:two', new Y.Map(Object.entries({ name: 'Two', index: 'a2' })));
    doc.getMap('records').delete('page:page');
    writeChanges(doc, added(page('three', 'a3'), note('a', '', { parentId: 'page:two' })), 'me');
    expect(doc.getMap('records').has('page:page')).toBe(false);
  });

  it('[W1] writes what several people change on several pages in one transaction with its origin', () => {
    const doc = boardWith();
    const origins: unknown[] = [];
    doc.on('afterTransaction', (transaction: Y.Transaction) => origins.push(transaction.origin));
    writeChanges(doc, added(page('two', 'a2'), note('a', '', { parentId: 'page:two' })), 'mine');
    expect(origins).toEqual(['mine']);
  });

  it('[W2] [I6] undoes only my own property', () => {
    const before = shape('geo', 'a');
    const a = boardWith(before);
    const undo = new Y.UndoManager(a.getMap('records'), { trackedOrigins: new Set(['me']) });
    writeChanges(a, updated([before, { ...before, x: 100 }]), 'me');
    const b = copyOf(a, 2);
    writeChanges(b, updated([before, withProps(before, { color: 'red' })]), 'b');
    syncAll(a, b);
    undo.undo();
    expect(shownShape(a, 'shape:a')).toMatchObject({ x: 0, props: { color: 'red' } });
  });

  it('[W3] leaves the view of a board as it was when it is written back', () => {
    const doc = boardWith(note('a', 'x'), note('b', 'y'));
    const before = plain(readBoard(doc));
    writeChanges(doc, added(...readBoard(doc).records.values()), 'me');
    expect(plain(readBoard(doc))).toEqual(before);
  });
});

function fragmentOf(doc: Y.Doc): Y.XmlFragment {
  const fragment = textFragment(doc, 'shape:a');
  if (!fragment) throw new Error('no text');
  return fragment;
}

function insert(doc: Y.Doc, at: number, text: string): void {
  const paragraph = fragmentOf(doc).get(0);
  const run = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
  if (run instanceof Y.XmlText) run.insert(at, text);
  else writeRichText(fragmentOf(doc), {});
}

/** The same record with every field that can differ, different. */
function staleCopy(record: TLRecord): TLRecord {
  if (record.typeName !== 'shape') return { ...record, meta: { stale: true } };
  return { ...record, x: 999, y: 999, index: 'a0', parentId: 'page:other', rotation: 3, isLocked: true } as TLRecord;
}

function points(a1: number, a2: number): object {
  return {
    points: { a1: { id: 'a1', index: 'a1', x: a1, y: 0 }, a2: { id: 'a2', index: 'a2', x: a2, y: 60 } },
  };
}
