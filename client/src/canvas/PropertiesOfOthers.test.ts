import type { TLNoteShape } from 'tldraw';
import { createShapeId } from 'tldraw';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { makePeers, noteRecord, settle } from './board.testkit.ts';
import type { Peer } from './board.testkit.ts';
import { step } from './history.testkit.ts';

const A = createShapeId('a');
const B = createShapeId('b');
let peers: Peer[] = [];
let ann: Peer;
let ben: Peer;

beforeEach(() => {
  peers = makePeers(2);
  [ann, ben] = peers as [Peer, Peer];
  ann.store.put([noteRecord(ann.store, 'a'), noteRecord(ann.store, 'b')]);
  settle(peers);
  ann.history.clear();
});
afterEach(() => {
  for (const peer of peers) peer.destroy();
});

const movedTo = (x: number) => (note: TLNoteShape) => ({ ...note, x });
const withMeta = (meta: TLNoteShape['meta']) => (note: TLNoteShape) => ({ ...note, meta });
const inside = (parentId: TLNoteShape['parentId'], x: number) => (note: TLNoteShape) => ({ ...note, parentId, x });

/** What everybody sees of the note. */
function seen(): TLNoteShape {
  settle(peers);
  expect(ben.note(A)).toEqual(ann.note(A));
  return ann.note(A);
}

describe('what undo leaves of the properties that others have set', () => {
  it('[I6][U5] takes back my drag and leaves the colour that somebody gave it since', () => {
    step(ann, () => ann.change(A, movedTo(100)));
    settle(peers);
    step(ben, () => ben.change(A, (note) => ({ ...note, props: { ...note.props, color: 'blue' } })));
    ann.history.undo();
    expect(seen()).toMatchObject({ x: 0, props: { color: 'blue' } });
    ann.history.redo();
    expect(seen()).toMatchObject({ x: 100, props: { color: 'blue' } });
  });

  it('[U6] leaves an item whole that two brought back at once', () => {
    const comeBack = ann.hold();
    for (const peer of peers) step(peer, () => peer.store.remove([A]));
    for (const peer of peers) peer.history.undo();
    comeBack();
    settle(peers);
    for (const peer of peers) {
      peer.history.redo();
      settle(peers);
      const record = ann.doc.getMap('records').get(A);
      if (record instanceof Y.Map)
        expect([...record.keys()]).toEqual(expect.arrayContaining(['type', 'xy', 'parentId']));
      expect(ann.binding.view.view.quarantined.size).toBe(0);
    }
  });

  it('[U5] does not take back what somebody else did to the same property after me, nor redo mine over it', () => {
    step(ann, () => ann.change(B, movedTo(1)));
    step(ann, () => ann.change(A, movedTo(100)));
    settle(peers);
    step(ben, () => ben.change(A, movedTo(300)));
    ann.history.undo();
    expect(seen().x).toBe(300);

    step(ann, () => ann.change(A, movedTo(400)));
    ann.history.undo();
    expect(seen().x).toBe(300);
    step(ben, () => ben.change(A, movedTo(500)));
    settle(peers);
    ann.history.redo();
    expect(seen().x).toBe(500);
  });

  it('[U5] does not go behind what somebody else set, when I have overwritten that and taken it back', () => {
    step(ann, () => ann.change(A, movedTo(100)));
    settle(peers);
    step(ben, () => ben.change(A, movedTo(300)));
    settle(peers);
    step(ann, () => ann.change(A, movedTo(200)));
    ann.history.undo();
    expect(seen().x).toBe(300);
    ann.history.undo();
    expect(seen().x).toBe(300);
  });

  it('[U5] gives back what somebody else set while my step went on', () => {
    step(ann, () => {
      ann.change(A, movedTo(100));
      settle(peers);
      ben.change(A, movedTo(300));
      settle(peers);
      ann.change(A, movedTo(200));
      settle(peers);
    });
    ann.history.undo();
    expect(seen().x).toBe(300);
  });

  it('[U5] does not bring back an entry of mine that somebody else removed', () => {
    step(ann, () => ann.change(A, withMeta({ source: 'mine' })));
    step(ann, () => ann.change(A, withMeta({ source: 'mine too' })));
    settle(peers);
    step(ben, () => ben.change(A, withMeta({})));
    settle(peers);
    for (let i = 0; i < 2; i++) {
      ann.history.undo();
      expect(seen().meta).toEqual({});
    }
  });

  it.each([
    ['mine was the last', 1, 0],
    ['theirs was the last', 0, 1],
  ])('[U6] leaves no property missing that two set at the same time, where %s', (_, mine, theirs) => {
    const [me, other] = [peers[mine], peers[theirs]] as [Peer, Peer];
    const iReturn = me.hold();
    step(other, () => other.change(A, movedTo(10)));
    other.history.undo();
    step(me, () => me.change(A, movedTo(20)));
    iReturn();
    settle(peers);
    me.history.undo();
    // Whichever of the two: it is there, and everybody sees the same.
    expect([0, 20]).toContain(seen().x);
  });

  it('[U6] keeps an entry that two made at the same time', () => {
    const benReturns = ben.hold();
    step(ann, () => ann.change(A, withMeta({ source: 'ann' })));
    step(ben, () => ben.change(A, withMeta({ source: 'ben' })));
    benReturns();
    settle(peers);
    ben.history.undo();
    expect(seen().meta).toEqual({ source: 'ben' });
  });

  it('[U6] takes away a property that was not there before, and brings it back and away again', () => {
    step(ann, () => ann.change(A, withMeta({ source: 'mine' })));
    step(ann, () => ann.change(A, withMeta({})));
    step(ann, () => ann.change(A, withMeta({ source: 'again' })));
    const history = [{}, { source: 'mine' }, {}, { source: 'again' }];
    for (const meta of history.toReversed().slice(1)) {
      ann.history.undo();
      expect(seen().meta).toEqual(meta);
    }
    for (const meta of history.slice(1)) {
      ann.history.redo();
      expect(seen().meta).toEqual(meta);
    }
  });

  it('[U7] leaves an item in the parent that I put it in, when somebody has moved it there since', () => {
    step(ann, () => ann.change(A, inside(B, 500)));
    settle(peers);
    step(ben, () => ben.change(A, movedTo(30)));
    settle(peers);
    ann.history.undo();
    expect(seen()).toMatchObject({ parentId: B, x: 30 });
  });

  it('[U7] leaves an item where somebody put it, when they have taken it out of where I had put it', () => {
    const page = ann.note(A).parentId;
    step(ann, () => ann.change(A, inside(B, 500)));
    settle(peers);
    step(ben, () => ben.change(A, (note) => ({ ...note, parentId: page })));
    settle(peers);
    ann.history.undo();
    expect(seen()).toMatchObject({ parentId: page, x: 500 });
  });

  it('[U6] brings back an item whole that somebody changed while I removed it', () => {
    const benReturns = ben.hold();
    step(ben, () => ben.change(A, movedTo(30)));
    step(ann, () => ann.change(A, movedTo(20)));
    step(ann, () => ann.store.remove([A]));
    benReturns();
    settle(peers);
    ann.history.undo();
    expect(seen().x).toBe(20);
  });

  it('[U6] brings back an item whole that I changed and removed in one step, while somebody changed it too', () => {
    const annReturns = ann.hold();
    const benReturns = ben.hold();
    step(ann, () => ann.change(A, movedTo(10)));
    step(ben, () => ben.change(A, movedTo(30)));
    annReturns();
    benReturns();
    settle(peers);
    step(ben, () => {
      ben.change(A, movedTo(40));
      ben.binding.writeNow();
      ben.store.remove([A]);
    });
    settle(peers);
    ben.history.undo();
    expect(seen().x).toBe(30);
  });
});
