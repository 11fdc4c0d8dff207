import { isShape } from 'tldraw';
import type { TLRecord, TLShape, TLShapeId } from 'tldraw';
import { shape, stroke } from '../../../packages/board-model/src/sampleBoard.testkit.ts';
import type * as Y from 'yjs';
import { makePeers, receive } from './board.testkit.ts';
import type { Peer } from './board.testkit.ts';
import { gestureOf } from './gestureState.ts';

/** Peers whose updates and presence are on the way until somebody lets them arrive: each in its order, presence as its latest. */
export class SlowNetwork {
  readonly peers: readonly Peer[];
  readonly #updates = new Map<Y.Doc, Uint8Array[]>();
  readonly #presence = new Map<Peer, Map<number, unknown>>();
  #destroyed = false;

  constructor(count: number) {
    this.peers = makePeers(count, (to, update) => this.#queue(to).push(update));
  }

  /** A peer's page tells the others what it is doing. */
  tell(from: Peer): unknown {
    const told = from.binding.gestureToSend();
    const json = JSON.stringify(told);
    for (const to of this.peers) {
      if (to === from) continue;
      const mail = this.#presence.get(to) ?? new Map<number, unknown>();
      this.#presence.set(to, mail.set(from.doc.clientID, JSON.parse(json)));
    }
    return told;
  }

  presenceArrives(to: Peer): void {
    const mail = this.#presence.get(to) ?? new Map<number, unknown>();
    this.#presence.delete(to);
    for (const [client, state] of mail) to.binding.showGesture(client, gestureOf(state));
  }

  updatesArrive(to: Peer, most = Infinity): void {
    for (const update of this.#queue(to.doc).splice(0, most)) receive(to.doc, update);
  }

  /** Everybody writes, hears everything and shows it; nobody tells of anything any more. */
  settle(): void {
    for (const peer of this.peers) peer.binding.writeNow();
    for (const peer of this.peers) this.tell(peer);
    for (const peer of this.peers) {
      this.updatesArrive(peer);
      this.presenceArrives(peer);
    }
    for (const peer of this.peers) peer.binding.readNow();
  }

  destroy(): void {
    if (!this.#destroyed) for (const peer of this.peers) peer.destroy();
    this.#destroyed = true;
  }

  #queue(to: Y.Doc): Uint8Array[] {
    const queue = this.#updates.get(to) ?? [];
    this.#updates.set(to, queue);
    return queue;
  }
}

export function shapeIn(peer: Peer, id: TLShapeId): TLShape {
  const record = peer.store.get(id);
  if (!record || !isShape(record)) throw new Error(`${id} is not there`);
  return record;
}

/** A drawing of so many points. */
export const drawing = (points: number, name = 'd'): TLShape =>
  shape('draw', name, { index: 'a9', props: { segments: [{ type: 'free', path: stroke(points), dim: 2 }] } });

/** Where a peer's store is not what its document says. */
export function differences({ store, binding }: Peer): string[] {
  const { records } = binding.view.view;
  const shown = store.allRecords().filter((record) => records.has(record.id) || record.typeName === 'shape');
  const wrong = shown.filter(
    (record) => JSON.stringify(sorted(record)) !== JSON.stringify(sorted(records.get(record.id))),
  );
  const missing = [...records.keys()].filter((id) => !store.has(id as TLRecord['id']));
  return [...wrong.map(({ id }) => id), ...missing];
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries: [string, unknown][] = Object.entries(value);
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, field]) => [key, sorted(field)]),
  );
}
