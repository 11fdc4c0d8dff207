import { plainTextOf, textFragment } from '@weft/board-model';
import { createShapeId, PageRecordType, transact } from 'tldraw';
import type { IndexKey } from 'tldraw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { XmlText } from 'yjs';
import { makePeers, noteRecord, richText } from './board.testkit.ts';
import type { Peer } from './board.testkit.ts';
import { step } from './history.testkit.ts';
import { WRITE_INTERVAL_MS } from './WriteThrottle.ts';

const A = createShapeId('a');
const B = createShapeId('b');
let peers: Peer[] = [];

/** Everybody writes what is pending and shows what arrived. */
function settle(): void {
  for (const peer of peers) peer.binding.writeNow();
  for (const peer of peers) peer.binding.readNow();
}

function start(): [Peer, Peer] {
  peers = makePeers(2);
  const [ann, ben] = peers as [Peer, Peer];
  ann.store.put([noteRecord(ann.store, 'a', 'Where?')]);
  settle();
  return [ann, ben];
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
});
afterEach(() => {
  for (const peer of peers) peer.destroy();
  vi.useRealTimers();
});

describe('binding the store to the board', () => {
  it('shows what one makes to the other, text and all', () => {
    const [, ben] = start();
    expect(ben.note(A).props.richText).toMatchObject(richText('Where?'));
  });

  it('[I6] keeps a drag and a recolour of one item made at once', () => {
    const [ann, ben] = start();
    ann.change(A, (note) => ({ ...note, x: 100, y: 50 }));
    ben.change(A, (note) => ({ ...note, props: { ...note.props, color: 'blue' } }));
    settle();
    for (const peer of peers) expect(peer.note(A)).toMatchObject({ x: 100, y: 50, props: { color: 'blue' } });
  });

  it('[W11] writes nothing back that a gesture remembers from before others changed it', () => {
    const [ann, ben] = start();
    const remembered = ann.note(A);
    const resizeTo = (scale: number) =>
      ann.change(A, () => ({ ...remembered, props: { ...remembered.props, scale, color: remembered.props.color } }));
    resizeTo(1.2);
    ann.binding.readNow();
    ben.change(A, (note) => ({ ...note, x: 70, props: { ...note.props, color: 'blue' } }));
    ben.binding.writeNow();
    ann.binding.readNow();
    expect(ann.note(A)).toMatchObject({ x: 70, props: { color: 'blue' } });
    resizeTo(1.5);
    settle();
    for (const peer of peers) expect(peer.note(A)).toMatchObject({ x: 70, props: { color: 'blue', scale: 1.5 } });
  });

  it('[W11] lets me put back what others changed when that is all I do, and after the gesture in any case', () => {
    const [ann, ben] = start();
    const { color } = ann.note(A).props;
    ann.change(A, (note) => ({ ...note, x: 5 }));
    ann.binding.readNow();
    ben.change(A, (note) => ({ ...note, props: { ...note.props, color: 'blue' } }));
    ben.binding.writeNow();
    ann.binding.readNow();
    ann.change(A, (note) => ({ ...note, props: { ...note.props, color } }));
    settle();
    for (const peer of peers) expect(peer.note(A).props.color).toBe(color);
  });

  it('[W11] writes what I put back also where tldraw derives something along with it', () => {
    const [ann, ben] = start();
    const { color } = ann.note(A).props;
    ann.change(A, (note) => ({ ...note, x: 5 }));
    ann.binding.readNow();
    ben.change(A, (note) => ({ ...note, props: { ...note.props, color: 'blue' } }));
    ben.binding.writeNow();
    ann.binding.readNow();
    ann.change(A, (note) => ({ ...note, props: { ...note.props, color, growY: 12 } }));
    settle();
    for (const peer of peers) expect(peer.note(A).props).toMatchObject({ color, growY: 12 });
  });

  it('keeps what I did to an item whose page is gone for a while', () => {
    const [ann, ben] = start();
    const first = ben.note(A).parentId;
    step(ben, () => ben.store.put([PageRecordType.create({ name: 'Other', index: 'a9' as IndexKey })]));
    settle();
    ann.change(A, (note) => ({ ...note, x: 1 }));
    ann.binding.writeNow();
    ann.change(A, (note) => ({ ...note, props: { ...note.props, color: 'blue' } }));
    ann.hear();
    step(ben, () => ben.store.remove([first]));
    ann.binding.readNow();
    expect(ann.store.has(A)).toBe(false);
    ben.history.undo();
    settle();
    for (const peer of peers) expect(peer.note(A).props.color).toBe('blue');
  });

  it('shows a text that is closed as everybody derives it, with what I did in the same moment', async () => {
    const [ann] = start();
    ann.binding.setTextBeingWritten(A, true);
    ann.change(A, (note) => ({ ...note, x: 0.001 }));
    ann.binding.setTextBeingWritten(A, false);
    ann.binding.writeNow();
    await Promise.resolve();
    expect(ann.note(A)).toEqual(ann.binding.view.view.records.get(A));
  });

  it('does not let what others do pull an item out of my hand', () => {
    const [ann, ben] = start();
    ann.change(A, (note) => ({ ...note, x: 10 }));
    ann.binding.writeNow();
    ann.change(A, (note) => ({ ...note, x: 20 }));
    ben.binding.readNow();
    ben.change(A, (note) => ({ ...note, props: { ...note.props, color: 'blue' } }));
    ben.binding.writeNow();
    ann.binding.readNow();
    expect(ann.note(A)).toMatchObject({ x: 20, props: { color: 'blue' } });
    settle();
    expect(ben.note(A)).toMatchObject({ x: 20, props: { color: 'blue' } });
  });

  it('writes a gesture at once, then at most four times a second, and its end exactly', async () => {
    const [ann, ben] = start();
    vi.advanceTimersByTime(WRITE_INTERVAL_MS);
    ann.updates.length = 0;
    for (let ms = 0; ms < 1000; ms += 16) {
      ann.change(A, (note) => ({ ...note, x: ms }));
      ann.hear();
      await vi.advanceTimersByTimeAsync(16);
    }
    expect(ann.updates.length).toBeGreaterThanOrEqual(4);
    expect(ann.updates.length).toBeLessThanOrEqual(5);
    ann.change(A, (note) => ({ ...note, x: 777 }));
    ann.binding.writeNow();
    ben.binding.readNow();
    expect(ben.note(A).x).toBe(777);
  });

  it('does nothing to the store in the middle of an operation that it hears of', async () => {
    const [ann, ben] = start();
    ann.store.put([noteRecord(ann.store, 'b', '')]);
    settle();
    vi.advanceTimersByTime(WRITE_INTERVAL_MS);
    ben.store.remove([B]);
    ben.binding.writeNow();
    ann.updates.length = 0;
    transact(() => {
      ann.change(A, (note) => ({ ...note, x: 5 }));
      ann.hear();
      expect(ann.store.has(B)).toBe(true);
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(ann.updates).toHaveLength(1);
    expect(ann.store.has(B)).toBe(false);
  });

  it('says that something is unwritten for as long as it is', async () => {
    const [ann] = start();
    vi.advanceTimersByTime(WRITE_INTERVAL_MS);
    ann.change(A, (note) => ({ ...note, x: 1 }));
    ann.hear();
    await vi.advanceTimersByTimeAsync(0);
    ann.unwritten.length = 0;
    ann.change(A, (note) => ({ ...note, x: 2 }));
    ann.hear();
    expect(ann.unwritten).toEqual([true]);
    vi.advanceTimersByTime(WRITE_INTERVAL_MS);
    expect(ann.unwritten).toEqual([true, false]);
  });

  it('[I4] writes nothing when it shows what others did', () => {
    const [ann, ben] = start();
    ben.updates.length = 0;
    ann.change(A, (note) => ({ ...note, x: 5.0001 }));
    settle();
    settle();
    expect(ben.updates).toEqual([]);
    expect(ann.note(A).x).toBe(ben.note(A).x);
  });

  it("[I4] does not tidy up after what others did, as tldraw would in everybody's name", () => {
    const [ann, ben] = start();
    const { sideEffects } = ben.store;
    sideEffects.registerAfterChangeHandler('shape', (_before, note) => ben.store.put([{ ...note, rotation: note.x }]));
    ben.updates.length = 0;
    ann.change(A, (note) => ({ ...note, x: 1 }));
    settle();
    expect(ben.note(A)).toMatchObject({ x: 1, rotation: 0 });
    expect(ben.updates).toEqual([]);
    ben.change(A, (note) => ({ ...note, x: 2 }));
    settle();
    expect(ann.note(A)).toMatchObject({ x: 2, rotation: 2 });
  });

  it('shows what everybody sees, also where that makes void what I did', () => {
    const [ann, ben] = start();
    ann.store.put([{ ...noteRecord(ann.store, 'b'), parentId: A }]);
    settle();
    // An item inside of what lies inside of it: the view breaks the circle.
    ann.store.put([{ ...ann.note(A), parentId: B }]);
    settle();
    for (const id of [A, B]) expect(ann.store.get(id)).toEqual(ben.store.get(id));
  });

  it('writes nothing from a page that may only look', () => {
    const [ann] = start();
    ann.binding.readOnly = true;
    ann.updates.length = 0;
    ann.change(A, (note) => ({ ...note, x: 5 }));
    settle();
    expect(ann.updates).toEqual([]);
  });

  it('does not bring back what I removed a moment ago', () => {
    const [ann, ben] = start();
    vi.advanceTimersByTime(WRITE_INTERVAL_MS);
    ann.change(A, (note) => ({ ...note, x: 1 }));
    ann.hear();
    ann.store.remove([A]);
    ben.change(A, (note) => ({ ...note, props: { ...note.props, color: 'red' } }));
    ben.binding.writeNow();
    ann.binding.readNow();
    expect(ann.store.has(A)).toBe(false);
    settle();
    expect(ben.store.has(A)).toBe(false);
  });

  it('leaves the text of an item to its text editor while it is written', () => {
    const [ann, ben] = start();
    ann.binding.setTextBeingWritten(A, true);
    ann.change(A, (note) => ({ ...note, props: { ...note.props, richText: richText('Where? I wrote'), growY: 10 } }));
    const fragment = textFragment(ben.doc, A);
    const paragraph = fragment?.get(0);
    const text = paragraph && 'get' in paragraph ? paragraph.get(0) : null;
    if (text instanceof XmlText) text.insert(0, 'Ben: ');
    settle();
    expect(fragment && plainTextOf(fragment)).toBe('Ben: Where?');
    expect(ann.note(A).props.richText).toEqual(richText('Where? I wrote'));
    expect(ben.note(A)).toMatchObject({ props: { growY: 10 } });
  });

  it('sends an intent with the change it explains, and none without a change', () => {
    const [ann] = start();
    ann.binding.intend({ kind: 'paste' });
    ann.binding.writeNow();
    expect(ann.intents).toEqual([]);
    ann.change(A, (note) => ({ ...note, x: 9 }));
    ann.binding.writeNow();
    ann.change(A, (note) => ({ ...note, x: 10 }));
    ann.binding.writeNow();
    expect(ann.intents).toEqual([{ kind: 'paste' }]);
  });
});
