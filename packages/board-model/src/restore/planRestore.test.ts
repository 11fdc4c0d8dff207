import type { TLRecord } from '@tldraw/tlschema';
import { describe, expect, it } from 'vitest';
import { planRestore, readBoard, textOfRecord, writeChanges, type Restoration, type RestoreOptions } from '../index.ts';
import { added, binding, boardWith, imageAsset, note, page, removed, shape, updated } from '../sampleBoard.testkit.ts';
import type * as Y from 'yjs';

type Records = ReadonlyMap<string, TLRecord>;

const viewOf = (doc: Y.Doc): Records => readBoard(doc).records;

function restore(doc: Y.Doc, then: Records, options: Partial<RestoreOptions> = {}): Restoration {
  const plan = planRestore(
    viewOf(doc),
    then,
    { items: null, isLocked: () => false, pageId: 'page:page', ...options },
    2,
  );
  for (const part of plan.parts) writeChanges(doc, part, 'restore');
  return plan;
}

const ids = (doc: Y.Doc): string[] => [...viewOf(doc).keys()].toSorted();

describe('Bringing items back', () => {
  it('[B1] puts a removed item back as it was, with its words', () => {
    const doc = boardWith(note('n', 'the words', { x: 40 }), note('m', 'another'));
    const then = viewOf(doc);
    writeChanges(doc, removed(note('n', ''), note('m', '')), null);
    expect(restore(doc, then, { items: ['shape:n'] }).items).toEqual(['shape:n']);
    expect(viewOf(doc).get('shape:n')).toEqual(then.get('shape:n'));
    expect(viewOf(doc).has('shape:m')).toBe(false);
  });

  it('[B1] gives an item that changed its words, its looks and its place again; one that did not is not written', () => {
    const doc = boardWith(note('n', 'before'), note('m', 'same'));
    const then = viewOf(doc);
    writeChanges(doc, added(note('n', 'after', { x: 99, props: { color: 'red' } })), null);
    const plan = restore(doc, then, { items: ['shape:n', 'shape:m'] });
    expect(plan.items).toEqual(['shape:n']);
    expect(viewOf(doc)).toEqual(then);
    expect(restore(doc, then, { items: ['shape:n'] }).parts).toEqual([]);
  });

  it('[B2] brings back what lay in a frame with the frame', () => {
    const doc = boardWith(shape('frame', 'f'), note('n', 'inside', { parentId: 'shape:f' }));
    const then = viewOf(doc);
    writeChanges(doc, removed(note('n', ''), shape('frame', 'f')), null);
    expect(restore(doc, then, { items: ['shape:f'] }).items).toEqual(['shape:f', 'shape:n']);
    expect(viewOf(doc)).toEqual(then);
  });

  it('[B3] puts an item whose frame is gone where it stood on the page, turned as it was', () => {
    const frame = shape('frame', 'f', { x: 100, y: 50, rotation: Math.PI / 2 });
    const doc = boardWith(frame, note('n', 'inside', { parentId: 'shape:f', x: 10, y: 0 }));
    const then = viewOf(doc);
    writeChanges(doc, removed(note('n', ''), frame), null);
    restore(doc, then, { items: ['shape:n'] });
    const back = viewOf(doc).get('shape:n');
    expect(back).toMatchObject({ parentId: 'page:page', y: 60 });
    expect(back?.typeName === 'shape' && [Math.round(back.x), back.rotation]).toEqual([100, Math.PI / 2]);
  });

  it('[B3] puts an item whose page is gone on the page that is open', () => {
    const doc = boardWith(page('two', 'a2'), note('n', 'there', { parentId: 'page:two' }));
    const then = viewOf(doc);
    writeChanges(doc, removed(note('n', ''), page('two', 'a2')), null);
    restore(doc, then, { items: ['shape:n'] });
    expect(viewOf(doc).get('shape:n')).toMatchObject({ parentId: 'page:page' });
  });

  it('[B3] does not put an item into what now lies in it', () => {
    const outer = shape('frame', 'a');
    const inner = shape('frame', 'b', { index: 'a2' });
    const doc = boardWith(outer, { ...inner, parentId: 'shape:a' as never });
    const then = viewOf(doc);
    const nowOuter = { ...outer, parentId: 'shape:b' as never };
    writeChanges(doc, updated([{ ...inner, parentId: 'shape:a' as never }, inner], [outer, nowOuter]), null);
    restore(doc, then, { items: ['shape:b'] });
    expect(viewOf(doc).get('shape:b')).toMatchObject({ parentId: 'page:page' });
  });

  it('[B4] binds an arrow to what is there, and leaves an end loose whose item is gone', () => {
    const [from, to] = [note('n', ''), note('m', '', { index: 'a2' })];
    const arrow = shape('arrow', 'a', { index: 'a3' });
    const [start, end] = [binding('s', 'a', 'n', 'start'), binding('e', 'a', 'm', 'end')];
    const doc = boardWith(from, to, arrow, start, end);
    const then = viewOf(doc);
    writeChanges(doc, removed(start, end, arrow, to), null);
    restore(doc, then, { items: ['shape:a'] });
    expect(ids(doc)).toEqual(expect.arrayContaining(['binding:s', 'shape:a']));
    expect(viewOf(doc).has('binding:e')).toBe(false);
    restore(doc, then, { items: ['shape:m'] });
    expect(viewOf(doc).has('binding:e')).toBe(true);
  });

  it('[B4] does not lead an arrow back that was led elsewhere since', () => {
    const [from, to] = [note('n', ''), note('m', '', { index: 'a2' })];
    const arrow = shape('arrow', 'a', { index: 'a3' });
    const doc = boardWith(from, to, arrow, binding('e', 'a', 'm', 'end'));
    const then = viewOf(doc);
    writeChanges(doc, removed(binding('e', 'a', 'm', 'end'), to), null);
    writeChanges(doc, added(binding('z', 'a', 'n', 'end')), null);
    restore(doc, then, { items: ['shape:m'] });
    expect(viewOf(doc).has('binding:e')).toBe(false);
    expect(viewOf(doc).has('binding:z')).toBe(true);
  });

  it('[B5] leaves alone what is locked, and says so', () => {
    const doc = boardWith(note('n', 'before'), note('m', 'same'));
    const then = viewOf(doc);
    writeChanges(doc, added(note('n', 'after')), null);
    const plan = restore(doc, then, { isLocked: (id) => id === 'shape:n' });
    expect(plan).toMatchObject({ items: [], locked: ['shape:n'], parts: [] });
    expect(textOfRecord(viewOf(doc).get('shape:n')!)).toBe('after');
  });

  it('[B6] knows a picture’s file again', () => {
    const picture = shape('image', 'i', { props: { assetId: 'asset:p' as never } });
    const doc = boardWith(imageAsset('p'), picture);
    const then = viewOf(doc);
    writeChanges(doc, removed(picture, imageAsset('p')), null);
    restore(doc, then, { items: ['shape:i'] });
    expect(viewOf(doc)).toEqual(then);
  });
});

describe('Bringing a board back', () => {
  it('[B7] takes away what came since, pages included, and brings back what is gone', () => {
    const doc = boardWith(page('two', 'a2'), note('n', 'first'), note('m', '', { parentId: 'page:two' }));
    const then = viewOf(doc);
    writeChanges(doc, removed(note('m', ''), page('two', 'a2')), null);
    writeChanges(
      doc,
      added(page('three', 'a3'), note('k', '', { parentId: 'page:three' }), shape('frame', 'f', { index: 'a9' })),
      null,
    );
    const plan = restore(doc, then);
    expect(plan.items).toEqual(['shape:m']);
    expect(plan.removed.toSorted()).toEqual(['shape:f', 'shape:k']);
    expect(viewOf(doc)).toEqual(then);
  });

  it('[B5, B7] keeps what came since and is locked, with what holds it', () => {
    const doc = boardWith(note('n', 'first'));
    const then = viewOf(doc);
    const frame = shape('frame', 'f', { parentId: 'page:three' });
    writeChanges(doc, added(page('three', 'a3'), frame, note('k', '', { parentId: 'shape:f' })), null);
    const plan = restore(doc, then, { isLocked: (id) => id === 'shape:k' });
    expect(plan.removed).toEqual([]);
    expect(plan.locked).toEqual(['shape:k']);
    expect(ids(doc)).toEqual(expect.arrayContaining(['page:three', 'shape:f', 'shape:k']));
  });
});
