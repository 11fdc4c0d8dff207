import * as fc from 'fast-check';
import { createShapeId } from 'tldraw';
import type { TLShape, TLShapeId } from 'tldraw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { shape } from '../../../packages/board-model/src/sampleBoard.testkit.ts';
import type { Peer } from './board.testkit.ts';
import { LOCAL_ORIGIN } from './bindStoreToBoard.ts';
import { differences, drawing, shapeIn, SlowNetwork } from './gestures.testkit.ts';
import { HOLD_MS, PATIENCE_MS } from './OthersGestures.ts';

const [A, B, D] = [createShapeId('a'), createShapeId('b'), createShapeId('d')];
let network: SlowNetwork;

/** Ann, Ben and Cem before the same items. */
function start(...items: TLShape[]): [Peer, Peer, Peer] {
  network = new SlowNetwork(3);
  const [ann, ben, cem] = network.peers as [Peer, Peer, Peer];
  ann.store.put(items);
  network.settle();
  for (const peer of network.peers) peer.updates.length = 0;
  // The next change is the first one for a while, and written at once.
  vi.advanceTimersByTime(1_000);
  return [ann, ben, cem];
}

const move = (peer: Peer, id: TLShapeId, x: number) => peer.store.put([{ ...shapeIn(peer, id), x }]);
const notes = () => [shape('note', 'a'), shape('note', 'b', { index: 'a2', x: 300 })];

/** A gesture that has been written once and goes on unwritten, as the other sees it. */
function dragged(ann: Peer, ben: Peer, id = A): void {
  move(ann, id, 10);
  ann.binding.writeNow();
  network.updatesArrive(ben);
  move(ann, id, 20);
  network.tell(ann);
  network.presenceArrives(ben);
  ben.binding.readNow();
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
});
afterEach(() => {
  network.destroy();
  vi.useRealTimers();
});

describe('a gesture of somebody else', () => {
  it('[G2] is seen between two writes, and is not in the document', () => {
    const [ann, ben] = start(...notes());
    dragged(ann, ben);
    expect(shapeIn(ben, A).x).toBe(20);
    expect(ben.binding.view.view.records.get(A)).toMatchObject({ x: 10 });
  });

  it('[G2] is seen moving many times between two writes, in small steps and never backwards', async () => {
    const [ann, ben] = start(...notes());
    const places = [0];
    const frames = 180;
    // Ann drags at 60 px a second and tells every 48 ms; what she tells travels for 48 ms, what she writes for 16.
    for (let frame = 1; frame <= frames; frame++) {
      network.updatesArrive(ben);
      if (frame % 3 === 0) {
        network.presenceArrives(ben);
        network.tell(ann);
      }
      move(ann, A, frame);
      ann.hear();
      ben.binding.readNow();
      places.push(shapeIn(ben, A).x);
      await vi.advanceTimersByTimeAsync(16);
    }
    const steps = places.slice(1).map((x, i) => x - (places[i] ?? 0));
    expect(ann.updates.length).toBeLessThanOrEqual((frames * 16) / 250 + 2);
    expect(steps.filter((step) => step > 0).length).toBeGreaterThan(ann.updates.length * 3);
    expect(Math.max(...steps)).toBeLessThanOrEqual(6);
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
  });

  it('[G2] moves many items as one, whichever of its writes has arrived', () => {
    const [ann, ben] = start(...notes());
    for (const x of [10, 20]) {
      ann.store.put([A, B].map((id) => ({ ...shapeIn(ann, id), x: shapeIn(ann, id).x + x })));
      ann.binding.writeNow();
    }
    ann.store.put([A, B].map((id) => ({ ...shapeIn(ann, id), x: shapeIn(ann, id).x + 5 })));
    network.tell(ann);
    network.presenceArrives(ben);
    for (const arriving of [0, 1, 1]) {
      network.updatesArrive(ben, arriving);
      ben.binding.readNow();
      expect([A, B].map((id) => shapeIn(ben, id).x)).toEqual([35, 335]);
    }
  });

  it('[G3] shows a stroke as it is drawn', () => {
    const [ann, ben] = start(drawing(100));
    ann.store.put([drawing(110)]);
    ann.binding.writeNow();
    ann.store.put([drawing(120)]);
    network.tell(ann);
    network.presenceArrives(ben);
    ben.binding.readNow();
    expect(shapeIn(ben, D)).toEqual(drawing(120));
    network.updatesArrive(ben);
    ben.binding.readNow();
    expect(shapeIn(ben, D)).toEqual(drawing(120));
  });

  it('[G5] does not bring in items that are not there, nor bring back what was deleted', () => {
    const [ann, ben, cem] = start(...notes());
    dragged(ann, ben);
    cem.store.remove([A]);
    cem.binding.writeNow();
    network.updatesArrive(ben);
    ben.binding.readNow();
    expect(ben.store.has(A)).toBe(false);
    network.tell(ann);
    network.presenceArrives(ben);
    ben.binding.readNow();
    expect(ben.store.has(A)).toBe(false);
    network.settle();
    for (const peer of network.peers) expect(peer.store.has(A)).toBe(false);
  });

  it('[G6] gives way to its next write, also when word of it comes late', () => {
    const [ann, ben] = start(...notes());
    dragged(ann, ben);
    network.tell(ann);
    move(ann, A, 30);
    ann.binding.writeNow();
    network.updatesArrive(ben);
    ben.binding.readNow();
    expect(shapeIn(ben, A).x).toBe(30);
    network.presenceArrives(ben);
    ben.binding.readNow();
    expect(shapeIn(ben, A).x).toBe(30);
  });

  it('[G7] stays at its end until the last write arrives, and not for ever', () => {
    const [ann, ben] = start(...notes());
    dragged(ann, ben);
    move(ann, A, 30);
    ann.binding.writeNow();
    network.tell(ann);
    network.presenceArrives(ben);
    ben.binding.readNow();
    expect(shapeIn(ben, A).x).toBe(20);
    network.updatesArrive(ben);
    ben.binding.readNow();
    expect(shapeIn(ben, A).x).toBe(30);
  });

  it('[G7] goes half a second after its end where nothing was written', () => {
    const [ann, ben] = start(...notes());
    dragged(ann, ben);
    ben.binding.showGesture(ann.doc.clientID, null);
    vi.advanceTimersByTime(HOLD_MS - 50);
    expect(shapeIn(ben, A).x).toBe(20);
    vi.advanceTimersByTime(100);
    expect(shapeIn(ben, A).x).toBe(10);
  });

  it('[G7] is not believed for long when nothing of it is written, until something is', () => {
    const [ann, ben] = start(...notes());
    dragged(ann, ben);
    const { clientID } = ann.doc;
    const again = () => {
      network.tell(ann);
      network.presenceArrives(ben);
      ben.binding.readNow();
    };
    // Ann's page says the same again and again, and its writes are refused.
    for (let ms = 0; ms <= PATIENCE_MS + 100; ms += 50) {
      ann.binding.readOnly = true;
      again();
      vi.advanceTimersByTime(50);
    }
    expect(Y.getState(ben.doc.store, clientID)).toBeGreaterThan(0);
    expect(shapeIn(ben, A).x).toBe(10);
  });

  it('[G8] is not written by who sees it', () => {
    const [ann, ben] = start(...notes());
    dragged(ann, ben);
    vi.advanceTimersByTime(10_000);
    ben.binding.writeNow();
    expect(ben.updates).toEqual([]);
    ben.store.put([{ ...shapeIn(ben, A), props: { ...shapeIn(ben, A).props, color: 'red' } } as TLShape]);
    ben.binding.writeNow();
    expect(ben.binding.view.view.records.get(A)).toMatchObject({ x: 10, props: { color: 'red' } });
  });

  it('[G8] is not taken for mine where it goes on between two changes of mine', () => {
    const [ann, ben] = start(...notes());
    move(ben, B, 301);
    ben.binding.writeNow();
    dragged(ann, ben);
    const paint = (color: string) => {
      ben.store.put([{ ...shapeIn(ben, A), props: { ...shapeIn(ben, A).props, color } } as TLShape]);
      ben.hear();
    };
    paint('red');
    move(ann, A, 25);
    network.tell(ann);
    network.presenceArrives(ben);
    ben.binding.readNow();
    paint('blue');
    expect(shapeIn(ben, A).x).toBe(25);
    ben.binding.writeNow();
    expect(ben.binding.view.view.records.get(A)).toMatchObject({ x: 10, props: { color: 'blue' } });
  });

  it('[G8] lies under what I am doing to the same item', () => {
    const [ann, ben] = start(...notes());
    move(ben, B, 301);
    ben.binding.writeNow();
    move(ben, A, 500);
    ben.hear();
    dragged(ann, ben);
    expect(shapeIn(ben, A).x).toBe(500);
  });

  it('[G9] is shown in the hands that took an item first', () => {
    const [ann, ben, cem] = start(...notes());
    dragged(ann, ben);
    network.updatesArrive(cem);
    move(cem, A, 90);
    cem.hear();
    network.tell(cem);
    network.presenceArrives(ben);
    ben.binding.readNow();
    expect(shapeIn(ben, A).x).toBe(20);
    ben.binding.showGesture(ann.doc.clientID, null);
    vi.advanceTimersByTime(HOLD_MS + 50);
    move(cem, A, 92);
    cem.binding.writeNow();
    move(cem, A, 95);
    network.tell(cem);
    network.presenceArrives(ben);
    ben.binding.readNow();
    expect(shapeIn(ben, A).x).toBe(95);
  });

  it('[G6] of an undone drag goes with the undoing', () => {
    const [ann, ben] = start(...notes());
    ann.history.mark('drag');
    dragged(ann, ben);
    ann.history.bailTo('drag');
    network.updatesArrive(ben);
    ben.binding.readNow();
    for (const peer of [ann, ben]) expect(shapeIn(peer, A).x).toBe(0);
  });

  it('[G1] leaves the item to the document that its page writes text into', () => {
    const [ann] = start(...notes());
    move(ann, B, 301);
    ann.binding.writeNow();
    ann.binding.setTextBeingWritten(A, true);
    ann.store.put([{ ...shapeIn(ann, A), props: { ...shapeIn(ann, A).props, growY: 40 } } as TLShape]);
    expect(network.tell(ann)).toBeNull();
  });
});

type Act = readonly [kind: string, peer: number, item: number, amount: number];

const ITEMS = [A, B, createShapeId('c'), D];
const KINDS = [
  'drag',
  'drag',
  'together',
  'resize',
  'draw',
  'paint',
  'remove',
  'undo',
  'write',
  'tell',
  'tell',
  'frame',
  'updates',
  'presence',
  'presence',
  'time',
];

/** What each peer wrote and what each changed, as `item key`. */
function audit(peer: Peer): { readonly written: Set<string>; readonly meant: Set<string> } {
  const [written, meant] = [new Set<string>(), new Set<string>()];
  const records = peer.doc.getMap('records');
  records.observeDeep((events, { origin }) => {
    if (origin !== LOCAL_ORIGIN) return;
    for (const { target, path, keys } of events) {
      const [id] = path;
      if (target !== records && id !== undefined) for (const key of keys.keys()) written.add(`${id} ${key}`);
    }
  });
  return { written, meant };
}

function act([kind, , item, amount]: Act, peer: Peer, meant: Set<string>): void {
  const id = ITEMS[item % ITEMS.length] ?? A;
  const record = peer.store.get(id);
  const put = (change: (record: TLShape) => object, key: string, ids = [id]) => {
    const shapes = ids.flatMap((one) => (peer.store.has(one) ? [shapeIn(peer, one)] : []));
    for (const one of shapes) meant.add(`${one.id} ${key}`);
    peer.store.put(shapes.map((one) => ({ ...one, ...change(one) })));
    peer.hear();
  };
  const props = (change: object) =>
    put((one) => ({ props: { ...one.props, ...change } }), `props.${Object.keys(change)[0]}`);
  switch (kind) {
    case 'drag':
      return put(({ x }) => ({ x: x + amount }), 'xy');
    case 'together':
      return put(({ y }) => ({ y: y + amount }), 'xy', ITEMS);
    case 'resize':
      if (record && 'props' in record && 'w' in record.props) props({ w: 10 + amount });
      return;
    case 'draw':
      if (id === D && record) put(() => ({ props: drawing(100 + amount).props }), 'props.segments');
      return;
    case 'paint':
      return props({ color: amount % 2 === 0 ? 'red' : 'blue' });
    case 'remove':
      if (amount > 180) peer.store.remove([id]);
      return;
    case 'undo':
      peer.history.mark('next');
      return peer.history.undo();
    case 'write':
      return peer.binding.writeNow();
    case 'tell':
      return void network.tell(peer);
    case 'frame':
      return peer.binding.readNow();
    case 'updates':
      return network.updatesArrive(peer, 1 + (amount % 3));
    case 'presence':
      network.presenceArrives(peer);
      return peer.binding.readNow();
    default:
      vi.advanceTimersByTime(amount * 3);
  }
}

describe('gestures of several people at once', () => {
  it('[G11] leave every store as its document is and all documents the same, and nobody writes what others did', () => {
    const acts = fc.array(fc.tuple(fc.constantFrom(...KINDS), fc.nat(2), fc.nat(3), fc.nat(200)), {
      minLength: 20,
      maxLength: 120,
    });
    const items = [
      shape('note', 'a'),
      shape('geo', 'b', { index: 'a2' }),
      shape('geo', 'c', { index: 'a3' }),
      drawing(100),
    ];
    fc.assert(
      fc.property(acts, (script) => {
        const peers = start(...items);
        const audits = peers.map(audit);
        for (const one of script) {
          const peer = peers[one[1]];
          if (peer) act(one, peer, audits[one[1]]?.meant ?? new Set());
        }
        network.settle();
        network.settle();
        for (const peer of peers) expect(differences(peer)).toEqual([]);
        const [state, ...others] = peers.map(({ doc }) => JSON.stringify(doc.getMap('records').toJSON()));
        for (const other of others) expect(other).toBe(state);
        for (const { written, meant } of audits) expect([...written].filter((key) => !meant.has(key))).toEqual([]);
        network.destroy();
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
