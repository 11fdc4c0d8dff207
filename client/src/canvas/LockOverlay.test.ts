import { recordsOf } from '@weft/board-model';
import { createShapeId } from 'tldraw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as Y from 'yjs';
import { makePeers, noteRecord, type Peer } from './board.testkit.ts';

const A = createShapeId('a');
const B = createShapeId('b');
let ann: Peer;
let ben: Peer;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
  [ann, ben] = makePeers(2) as [Peer, Peer];
  ann.store.put([noteRecord(ann.store, 'a', 'Where?'), noteRecord(ann.store, 'b', 'When?')]);
  settle();
});
afterEach(() => {
  for (const peer of [ann, ben]) peer.destroy();
  vi.useRealTimers();
});

function settle(): void {
  for (const peer of [ann, ben]) peer.binding.writeNow();
  for (const peer of [ann, ben]) peer.binding.readNow();
}

const stored = (id: string): unknown => (recordsOf(ann.doc).get(id) as Y.Map<unknown>).get('isLocked') ?? false;

describe('locks on the canvas', () => {
  it('[I12] show as locked, and as open again, with nothing written', () => {
    ann.binding.setLocked(new Set([A]));
    expect([ann.note(A).isLocked, ann.note(B).isLocked]).toEqual([true, false]);
    const before = ann.updates.length;
    settle();
    ann.binding.setLocked(new Set([B]));
    expect([ann.note(A).isLocked, ann.note(B).isLocked]).toEqual([false, true]);
    settle();
    expect(ann.updates).toHaveLength(before);
    expect([stored(A), stored(B)]).toEqual([false, false]);
  });

  it('stay on an item that others change, and that I change', () => {
    ann.binding.setLocked(new Set([A]));
    ben.change(A, (note) => ({ ...note, x: 7 }));
    settle();
    expect(ann.note(A)).toMatchObject({ x: 7, isLocked: true });
    ann.change(A, (note) => ({ ...note, y: 9 }));
    settle();
    expect(ann.note(A)).toMatchObject({ x: 7, y: 9, isLocked: true });
    expect(ben.note(A)).toMatchObject({ x: 7, y: 9, isLocked: false });
  });

  it('are made by nobody who writes: neither by changing the record nor by copying a locked one', () => {
    ann.binding.setLocked(new Set([A]));
    ann.change(B, (note) => ({ ...note, isLocked: true }));
    ann.store.put([{ ...ann.note(A), id: createShapeId('c') }]);
    settle();
    expect(stored(B)).toBe(false);
    expect(stored(createShapeId('c'))).toBe(false);
    expect(ann.note(B).isLocked).toBe(false);
    expect(ann.note(createShapeId('c')).isLocked).toBe(false);
  });

  it('are not what a document says of itself', () => {
    ben.doc.transact(() => (recordsOf(ben.doc).get(A) as Y.Map<unknown>).set('isLocked', true));
    settle();
    expect([ann.note(A).isLocked, ben.note(A).isLocked]).toEqual([false, false]);
  });
});
