import * as Y from 'yjs';
import type { ConnectionId, LogEntry, PersonId } from '@weft/protocol';

const NOTE = {
  type: 'note',
  parentId: 'page:page',
  index: 'a1',
  rotation: 0,
  isLocked: false,
  opacity: 1,
  'props.color': 'yellow',
  'props.labelColor': 'black',
  'props.size': 'm',
  'props.font': 'draw',
  'props.align': 'middle',
  'props.verticalAlign': 'middle',
  'props.growY': 0,
  'props.fontSizeAdjustment': 1,
  'props.url': '',
  'props.scale': 1,
  'props.textLastEditedBy': null,
};

/** People at one board, a relay and its log, without sockets. */
export class LoggedBoard {
  readonly log: LogEntry[] = [];
  readonly live = new Y.Doc();
  readonly peers: Peer[];
  now = 1_000_000;
  #author: Peer | null = null;

  constructor(people: number) {
    this.live.clientID = 1;
    this.live.on('update', (payload: Uint8Array) => {
      this.#push('update', payload);
      for (const peer of this.peers) if (peer.online) peer.hear(payload);
    });
    this.peers = Array.from({ length: people }, (_, index) => new Peer(this, index));
  }

  /** What the relay does with an update: applies it, logs what was new, passes it on. */
  receive(peer: Peer, update: Uint8Array): void {
    this.#author = peer;
    this.live.transact(() => Y.applyUpdate(this.live, update));
    this.#author = null;
  }

  event(): void {
    this.#push('event', new Uint8Array([123, 125]));
  }

  #push(kind: 'update' | 'event', payload: Uint8Array): void {
    const personId = this.#author === null ? null : (`person-${this.#author.index}` as PersonId);
    const connectionId = 'connection' as ConnectionId;
    this.log.push({ seq: this.log.length + 1, at: this.now, personId, connectionId, kind, payload });
  }
}

export class Peer {
  readonly doc = new Y.Doc();
  readonly records = this.doc.getMap('records');
  readonly undoManager = new Y.UndoManager(this.records, { trackedOrigins: new Set([this]), captureTimeout: 0 });
  readonly index: number;
  online = true;
  readonly #board: LoggedBoard;

  constructor(board: LoggedBoard, index: number) {
    this.#board = board;
    this.index = index;
    this.doc.clientID = 100 + index;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== board && this.online) board.receive(this, update);
    });
  }

  hear(update: Uint8Array): void {
    Y.transact(this.doc, () => Y.applyUpdate(this.doc, update), this.#board);
  }

  disconnect(): void {
    this.online = false;
  }

  connect(): void {
    if (this.online) return;
    this.online = true;
    this.hear(Y.encodeStateAsUpdate(this.#board.live, Y.encodeStateVector(this.doc)));
    this.#board.receive(this, Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(this.#board.live)));
  }

  itemIds(): string[] {
    return [...this.records.keys()].filter((id) => id.startsWith('shape:')).toSorted((a, b) => (a < b ? -1 : 1));
  }

  addNote(id: string, at: readonly [number, number], text: string): void {
    this.act(() => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(text)]);
      const fragment = new Y.XmlFragment();
      fragment.insert(0, [paragraph]);
      this.records.set(id, new Y.Map<unknown>([...Object.entries(NOTE), ['xy', at], ['text', fragment]]));
    });
  }

  set(id: string, key: string, value: unknown): void {
    this.act(() => (this.records.get(id) as Y.Map<unknown>).set(key, value));
  }

  /** Changes the line of text in a note. */
  write(id: string, change: (line: Y.XmlText) => void): void {
    this.act(() => {
      const fragment = (this.records.get(id) as Y.Map<unknown>).get('text') as Y.XmlFragment;
      change((fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText);
    });
  }

  act(change: () => void): void {
    this.doc.transact(change, this);
  }
}
