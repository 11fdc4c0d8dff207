import type { TLNoteShape } from 'tldraw';
import { createShapeId } from 'tldraw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makePeers, noteRecord, settle } from './board.testkit.ts';
import type { Peer } from './board.testkit.ts';
import { step, textOf, type } from './history.testkit.ts';

const A = createShapeId('a');
const B = createShapeId('b');
let peers: Peer[] = [];
let ann: Peer;
let ben: Peer;

beforeEach(() => {
  peers = makePeers(2);
  [ann, ben] = peers as [Peer, Peer];
  step(ann, () => ann.store.put([noteRecord(ann.store, 'a')]));
  settle(peers);
});
afterEach(() => {
  for (const peer of peers) peer.destroy();
});

const movedTo = (x: number) => (note: TLNoteShape) => ({ ...note, x });

describe('undo and redo of what this person did on this page', () => {
  it('[U1] goes through canvas and text in one order, also when the text was closed long ago', () => {
    step(ann, () => ann.change(A, movedTo(10)));
    ann.binding.setTextBeingWritten(A, true);
    ann.history.mark('write');
    type(ann, A, 'Where?');
    ann.binding.setTextBeingWritten(A, false);
    step(ann, () => ann.change(A, movedTo(20)));
    const state = () => [ann.note(A).x, textOf(ann, A)];
    ann.history.undo();
    expect(state()).toEqual([10, 'Where?']);
    ann.history.undo();
    expect(state()).toEqual([10, '']);
    ann.history.undo();
    expect(state()).toEqual([0, '']);
    for (let i = 0; i < 3; i++) ann.history.redo();
    expect(state()).toEqual([20, 'Where?']);
  });

  it('[U1] takes back nothing that others did', () => {
    step(ben, () => ben.change(A, movedTo(100)));
    step(ben, () => ben.store.put([noteRecord(ben.store, 'b')]));
    settle(peers);
    ann.history.clear();
    expect(ann.history.canUndo).toBe(false);
    ann.history.undo();
    expect(ann.note(A).x).toBe(100);
    expect(ann.store.has(B)).toBe(true);
  });

  it('[U2] makes one step of everything between two marks, however many items, however long it takes', () => {
    step(ann, () => ann.store.put([noteRecord(ann.store, 'b')]));
    step(ann, () => {
      for (const x of [1, 2, 3]) {
        ann.change(A, movedTo(x));
        ann.change(B, movedTo(x));
        ann.binding.writeNow();
      }
    });
    ann.history.undo();
    expect([ann.note(A).x, ann.note(B).x]).toEqual([0, 0]);
    ann.history.redo();
    expect([ann.note(A).x, ann.note(B).x]).toEqual([3, 3]);
  });

  it('[U2] ends a step where the writing paused', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    ann.history.mark('write');
    type(ann, A, 'one');
    vi.advanceTimersByTime(900);
    type(ann, A, ' two', 3);
    vi.advanceTimersByTime(1_100);
    type(ann, A, ' three', 7);
    ann.history.undo();
    expect(textOf(ann, A)).toBe('one two');
    ann.history.undo();
    expect(textOf(ann, A)).toBe('');
    vi.useRealTimers();
  });

  it('[U4] brings back what was undone, until something else is done', () => {
    step(ann, () => ann.change(A, movedTo(1)));
    step(ann, () => ann.change(A, movedTo(2)));
    ann.history.undo();
    ann.history.undo();
    ann.history.redo();
    expect([ann.note(A).x, ann.history.canRedo]).toEqual([1, true]);
    step(ann, () => ann.change(A, movedTo(3)));
    expect(ann.history.canRedo).toBe(false);
    ann.history.redo();
    expect(ann.note(A).x).toBe(3);
    ann.history.undo();
    expect(ann.note(A).x).toBe(1);
  });

  it('[U4] is not disturbed by what others do meanwhile', () => {
    step(ann, () => ann.change(A, movedTo(1)));
    ann.history.undo();
    step(ben, () => ben.change(A, (note) => ({ ...note, y: 0, props: { ...note.props, color: 'red' } })));
    settle(peers);
    ann.history.redo();
    settle(peers);
    for (const peer of peers) expect(peer.note(A)).toMatchObject({ x: 1, props: { color: 'red' } });
  });

  it('[U8] does not bring back an item that somebody removed after I changed it', () => {
    step(ann, () => ann.change(A, movedTo(100)));
    settle(peers);
    step(ben, () => ben.store.remove([A]));
    settle(peers);
    ann.history.undo();
    settle(peers);
    for (const peer of peers) expect(peer.store.has(A)).toBe(false);
    ann.history.redo();
    settle(peers);
    for (const peer of peers) expect(peer.store.has(A)).toBe(false);
  });

  it('[U8] brings back what I removed, with its text, but not once somebody has removed it again', () => {
    type(ben, A, 'Where?');
    step(ann, () => ann.change(A, movedTo(100)));
    step(ann, () => ann.store.remove([A]));
    ann.history.undo();
    settle(peers);
    expect(ben.note(A)).toMatchObject({
      x: 100,
      props: { richText: { content: [{ content: [{ text: 'Where?' }] }] } },
    });
    expect(textOf(ann, A)).toBe('Where?');
    step(ben, () => ben.store.remove([A]));
    settle(peers);
    for (let i = 0; i < 3; i++) ann.history.undo();
    for (let i = 0; i < 3; i++) ann.history.redo();
    settle(peers);
    for (const peer of peers) expect(peer.store.has(A)).toBe(false);
  });

  it('[U8] brings back of several items only those that nobody else has removed', () => {
    step(ann, () => ann.store.put([noteRecord(ann.store, 'b'), noteRecord(ann.store, 'c')]));
    settle(peers);
    step(ben, () => ben.store.remove([B]));
    settle(peers);
    ann.history.undo();
    ann.history.redo();
    settle(peers);
    for (const { store } of peers) expect([store.has(B), store.has(createShapeId('c'))]).toEqual([false, true]);
  });

  it('[U11] takes back only my letters of a text that two are writing', () => {
    ann.history.mark('write');
    for (let i = 0; i < 5; i++) {
      type(ann, A, 'a');
      type(ben, A, 'b', 1);
    }
    expect(textOf(ann, A)).toHaveLength(10);
    ann.history.undo();
    settle(peers);
    expect(textOf(ben, A)).toBe('bbbbb');
    ann.history.redo();
    expect(textOf(ben, A).replaceAll('b', '')).toBe('aaaaa');
  });

  it('[U12] passes over a step of which nothing is left', () => {
    step(ann, () => ann.store.put([noteRecord(ann.store, 'b')]));
    step(ann, () => ann.change(A, movedTo(100)));
    settle(peers);
    step(ben, () => ben.change(A, movedTo(300)));
    settle(peers);
    ann.history.undo();
    settle(peers);
    for (const peer of peers) expect([peer.note(A).x, peer.store.has(B)]).toEqual([300, false]);
  });

  it('[U13] bails out of a gesture without redo, and leaves what others did meanwhile', () => {
    ann.history.mark('drag');
    ann.change(A, movedTo(50));
    settle(peers);
    ben.change(A, (note) => ({ ...note, props: { ...note.props, color: 'red' } }));
    settle(peers);
    ann.history.bailTo('drag');
    settle(peers);
    for (const peer of peers) expect(peer.note(A)).toMatchObject({ x: 0, props: { color: 'red' } });
    expect(ann.history.canRedo).toBe(false);
    expect(ann.history.canUndo).toBe(true);
  });

  it('[U13] bails out of nothing without taking back the step before', () => {
    ann.history.mark('drag');
    ann.history.bailTo('drag');
    expect(ann.store.has(A)).toBe(true);
  });

  it('[U13] squashes several steps into one', () => {
    ann.history.mark('crop');
    ann.change(A, movedTo(1));
    step(ann, () => ann.change(A, (note) => ({ ...note, y: 2 })));
    ann.history.squashTo('crop');
    ann.history.undo();
    settle(peers);
    expect(ann.note(A)).toMatchObject({ x: 0, y: 0 });
    ann.history.redo();
    expect(ann.note(A)).toMatchObject({ x: 1, y: 2 });
  });

  it('[U14] says that it undoes or redoes for as long as the update leaves', () => {
    const said: unknown[] = [];
    ann.doc.on('update', () => said.push(ann.history.running));
    step(ann, () => ann.change(A, movedTo(1)));
    ann.history.undo();
    ann.history.redo();
    expect(said).toEqual([null, 'undo', 'redo']);
    expect(ann.history.running).toBe(null);
  });

  it('tells whoever listens what can be undone and redone now', () => {
    const told: unknown[] = [];
    ann.history.onChange(() => told.push([ann.history.canUndo, ann.history.canRedo]));
    ann.history.undo();
    expect(told.at(-1)).toEqual([false, true]);
    ann.history.redo();
    expect(told.at(-1)).toEqual([true, false]);
  });
});
