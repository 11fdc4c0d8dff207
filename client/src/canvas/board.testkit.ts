import { SCHEMA, seedBoard } from '@weft/board-model';
import type { Intent } from '@weft/protocol';
import { atom, createShapeId, createTLStore } from 'tldraw';
import type { IndexKey, TLNoteShape, TLRichText, TLShapeId, TLStore } from 'tldraw';
import * as Y from 'yjs';
import { StoreBinding } from './bindStoreToBoard.ts';
import { BoardHistory } from './BoardHistory.ts';

// Frames as a page would have them; the tests mostly do not wait for one.
globalThis.requestAnimationFrame ??= (callback) => Number(setTimeout(() => callback(performance.now()), 16));
globalThis.cancelAnimationFrame ??= (frame) => clearTimeout(frame);

/** One person's page without a browser: store, document, binding and history, and a way to everybody else. */
export interface Peer {
  readonly doc: Y.Doc;
  readonly store: TLStore;
  readonly binding: StoreBinding;
  readonly history: BoardHistory;
  readonly intents: Intent[];
  readonly unwritten: boolean[];
  /** Bytes of every update that this peer made. */
  readonly updates: Uint8Array[];
  note(id: TLShapeId): TLNoteShape;
  change(id: TLShapeId, change: (note: TLNoteShape) => TLNoteShape): void;
  /** Takes the peer off line. @returns what brings it back, when everybody gets what they missed. */
  hold(): () => void;
  /** Lets a frame pass for the store: it tells its listeners what has changed. */
  hear(): void;
  destroy(): void;
}

type Deliver = (to: Y.Doc, update: Uint8Array) => void;

/** What another's update does to a document when it arrives. */
export const receive: Deliver = (to, update) => Y.applyUpdate(to, update, 'network');

/**
 * Peers on one seeded board whose documents exchange updates, but for those that are taken off line; at once, if nothing
 * else is said. Of two values that are set at the same time, the later peer's wins.
 */
export function makePeers(count: number, deliver: Deliver = receive): Peer[] {
  const seed = new Y.Doc();
  seedBoard(seed);
  const state = Y.encodeStateAsUpdate(seed);
  const away = new Set<Y.Doc>();
  const peers = Array.from({ length: count }, (_, i) => makePeer(state, i + 1, hold));
  const others = (doc: Y.Doc): Y.Doc[] =>
    away.has(doc) ? [] : peers.map((peer) => peer.doc).filter((other) => other !== doc && !away.has(other));
  for (const { doc, updates } of peers) {
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'network') return;
      updates.push(update);
      for (const other of others(doc)) deliver(other, update);
    });
  }
  return peers;

  function hold(doc: Y.Doc): () => void {
    away.add(doc);
    return () => {
      away.delete(doc);
      for (const other of others(doc)) {
        const missed = Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc));
        Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)), 'network');
        Y.applyUpdate(doc, missed, 'network');
      }
    };
  }
}

function makePeer(state: Uint8Array, clientId: number, hold: (doc: Y.Doc) => () => void): Peer {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  Y.applyUpdate(doc, state, 'network');
  // As the product's own canvas does.
  const store = createTLStore({ schema: SCHEMA, users: { currentUser: atom('nobody', null) } });
  const intents: Intent[] = [];
  const unwritten: boolean[] = [];
  const binding = new StoreBinding({
    store,
    doc,
    sendIntent: (intent) => intents.push(intent),
    onUnwritten: (now) => unwritten.push(now),
    onQuarantine: () => {},
  });
  const history = new BoardHistory(doc, binding);
  const note = (id: TLShapeId): TLNoteShape => {
    const shape = store.get(id);
    if (shape?.type !== 'note') throw new Error(`${id} is no note here`);
    return shape;
  };
  return {
    doc,
    store,
    binding,
    history,
    intents,
    unwritten,
    updates: [],
    hold: () => hold(doc),
    note,
    change: (id, change) => {
      store.put([change(note(id))]);
    },
    hear: () => {
      // oxlint-disable-next-line no-underscore-dangle -- public; else the tests would have to wait for frames
      store._flushHistory();
    },
    destroy: () => {
      history.destroy();
      binding.destroy();
      doc.destroy();
    },
  };
}

/** Everybody writes what is pending and shows what arrived. */
export function settle(peers: readonly Peer[]): void {
  for (const peer of peers) peer.binding.writeNow();
  for (const peer of peers) peer.binding.readNow();
}

/** A note on the board's first page, as tldraw's note tool makes it. */
export function noteRecord(store: TLStore, name: string, text = ''): TLNoteShape {
  const page = store.allRecords().find((record) => record.typeName === 'page');
  if (!page) throw new Error('the board has no page');
  return {
    id: createShapeId(name),
    typeName: 'shape',
    type: 'note',
    parentId: page.id,
    index: indexOf(name),
    x: 0,
    y: 0,
    rotation: 0,
    isLocked: false,
    opacity: 1,
    meta: {},
    props: {
      color: 'black',
      labelColor: 'black',
      size: 'm',
      font: 'serif',
      fontSizeAdjustment: null,
      align: 'middle',
      verticalAlign: 'middle',
      growY: 0,
      url: '',
      scale: 1,
      textLastEditedBy: null,
      richText: richText(text),
    },
  };
}

/** A place of its own among its siblings for each one-letter name. */
const indexOf = (name: string): IndexKey => `a${name.charCodeAt(0) - 'a'.charCodeAt(0) + 1}` as IndexKey;

export const richText = (text: string): TLRichText => ({
  type: 'doc',
  content: [{ type: 'paragraph', ...(text === '' ? {} : { content: [{ type: 'text', text }] }) }],
});
