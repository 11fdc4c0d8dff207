import { plainTextOf, textFragment } from '@weft/board-model';
import { createShapeId } from 'tldraw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ySyncPluginKey } from 'y-prosemirror';
import { XmlElement, XmlText } from 'yjs';
import { makePeers, noteRecord } from './board.testkit.ts';
import type { Peer } from './board.testkit.ts';

const A = createShapeId('a');
const B = createShapeId('b');
let peers: Peer[] = [];

function start(): [Peer, Peer] {
  peers = makePeers(2);
  return peers as [Peer, Peer];
}

function settle(): void {
  for (const peer of peers) peer.binding.writeNow();
  for (const peer of peers) peer.binding.readNow();
}

function step(peer: Peer, name: string, act: () => void): void {
  peer.history.mark(name);
  act();
  settle();
}

/** Types as a text editor that is bound to the document does. */
function type(peer: Peer, text: string, at: number): void {
  const paragraph = textFragment(peer.doc, A)?.get(0);
  if (!(paragraph instanceof XmlElement)) throw new Error('no paragraph');
  peer.doc.transact(() => {
    const first = paragraph.get(0);
    const run = first instanceof XmlText ? first : new XmlText();
    if (run !== first) paragraph.insert(0, [run]);
    run.insert(at, text);
  }, ySyncPluginKey);
}

const textOf = (peer: Peer): string => {
  const fragment = textFragment(peer.doc, A);
  return fragment ? plainTextOf(fragment) : '(none)';
};

afterEach(() => {
  for (const peer of peers) peer.destroy();
});

describe('undo that respects others', () => {
  it('[I6] takes back my drag and leaves the colour that somebody gave it since', () => {
    const [ann, ben] = start();
    step(ann, 'make', () => ann.store.put([noteRecord(ann.store, 'a')]));
    step(ann, 'drag', () => ann.change(A, (note) => ({ ...note, x: 100 })));
    step(ben, 'recolour', () => ben.change(A, (note) => ({ ...note, props: { ...note.props, color: 'blue' } })));
    ann.history.undo();
    settle();
    for (const peer of peers) expect(peer.note(A)).toMatchObject({ x: 0, props: { color: 'blue' } });
    ann.history.redo();
    settle();
    for (const peer of peers) expect(peer.note(A)).toMatchObject({ x: 100, props: { color: 'blue' } });
  });

  it('does not take back what somebody else did to the same property after me', () => {
    const [ann, ben] = start();
    step(ann, 'make', () => ann.store.put([noteRecord(ann.store, 'a')]));
    step(ann, 'drag', () => ann.change(A, (note) => ({ ...note, x: 100 })));
    step(ben, 'drag on', () => ben.change(A, (note) => ({ ...note, x: 300 })));
    ann.history.undo();
    settle();
    for (const peer of peers) if (peer.store.has(A)) expect(peer.note(A).x).toBe(300);
  });

  it('does not bring back an item that somebody removed after I moved it', () => {
    const [ann, ben] = start();
    step(ann, 'make', () => ann.store.put([noteRecord(ann.store, 'a')]));
    step(ann, 'drag', () => ann.change(A, (note) => ({ ...note, x: 100 })));
    step(ben, 'remove', () => ben.store.remove([A]));
    ann.history.undo();
    settle();
    for (const peer of peers) expect(peer.store.has(A)).toBe(false);
  });

  it('brings back what I removed, with its text', () => {
    const [ann] = start();
    step(ann, 'make', () => ann.store.put([noteRecord(ann.store, 'a', 'Where?')]));
    step(ann, 'remove', () => ann.store.remove([A]));
    ann.history.undo();
    settle();
    for (const peer of peers) expect(peer.note(A).props.richText.content).toHaveLength(1);
    expect(textOf(ann)).toBe('Where?');
  });

  it('takes back that I made an item, but not one that others have written in', () => {
    const [ann, ben] = start();
    step(ann, 'make', () => ann.store.put([noteRecord(ann.store, 'a')]));
    type(ben, 'Mine', 0);
    settle();
    ann.history.undo();
    settle();
    for (const peer of peers) expect(peer.note(A).x).toBe(0);
    expect(textOf(ann)).toBe('Mine');

    step(ann, 'make another', () => ann.store.put([noteRecord(ann.store, 'b')]));
    ann.history.undo();
    settle();
    for (const peer of peers) expect(peer.store.has(B)).toBe(false);
  });

  it('takes back only my letters of a text that two are writing', () => {
    const [ann, ben] = start();
    step(ann, 'make', () => ann.store.put([noteRecord(ann.store, 'a')]));
    ann.history.mark('write');
    for (let i = 0; i < 5; i++) {
      type(ann, 'a', 0);
      type(ben, 'b', 1);
    }
    expect(textOf(ann)).toHaveLength(10);
    ann.history.undo();
    settle();
    expect(textOf(ben)).toBe('bbbbb');
    ann.history.redo();
    expect(textOf(ben).replaceAll('b', '')).toBe('aaaaa');
  });

  it('ends a step where the writing paused', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const [ann] = start();
    step(ann, 'make', () => ann.store.put([noteRecord(ann.store, 'a')]));
    ann.history.mark('write');
    type(ann, 'one', 0);
    vi.advanceTimersByTime(900);
    type(ann, ' two', 3);
    vi.advanceTimersByTime(1_100);
    type(ann, ' three', 7);
    ann.history.undo();
    expect(textOf(ann)).toBe('one two');
    ann.history.undo();
    expect(textOf(ann)).toBe('');
    vi.useRealTimers();
  });

  it('makes one step of everything between two marks, however long it takes', () => {
    const [ann] = start();
    step(ann, 'make', () => ann.store.put([noteRecord(ann.store, 'a')]));
    ann.history.mark('drag');
    for (const x of [1, 2, 3]) {
      ann.change(A, (note) => ({ ...note, x }));
      ann.binding.writeNow();
    }
    ann.history.undo();
    expect(ann.note(A).x).toBe(0);
    expect(ann.history.canRedo).toBe(true);
  });

  it('bails out of a gesture without redo, and leaves what others did meanwhile', () => {
    const [ann, ben] = start();
    step(ann, 'make', () => ann.store.put([noteRecord(ann.store, 'a')]));
    ann.history.mark('drag');
    ann.change(A, (note) => ({ ...note, x: 50 }));
    settle();
    ben.change(A, (note) => ({ ...note, props: { ...note.props, color: 'red' } }));
    settle();
    ann.history.bailTo('drag');
    settle();
    for (const peer of peers) expect(peer.note(A)).toMatchObject({ x: 0, props: { color: 'red' } });
    expect(ann.history.canRedo).toBe(false);
    expect(ann.history.canUndo).toBe(true);
  });

  it('bails out of nothing without taking back the step before', () => {
    const [ann] = start();
    step(ann, 'make', () => ann.store.put([noteRecord(ann.store, 'a')]));
    ann.history.mark('drag');
    ann.history.bailTo('drag');
    expect(ann.store.has(A)).toBe(true);
  });

  it('squashes several steps into one', () => {
    const [ann] = start();
    step(ann, 'make', () => ann.store.put([noteRecord(ann.store, 'a')]));
    step(ann, 'crop', () => ann.change(A, (note) => ({ ...note, x: 1 })));
    step(ann, 'crop more', () => ann.change(A, (note) => ({ ...note, y: 2 })));
    ann.history.squashTo('crop');
    ann.history.undo();
    settle();
    expect(ann.note(A)).toMatchObject({ x: 0, y: 0 });
  });
});
