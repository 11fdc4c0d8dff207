import { readVarUint } from 'lib0/decoding';
import * as Y from 'yjs';
import { WebsocketProvider } from 'y-websocket';
import { FrameWatch } from './FrameWatch.ts';

export interface Range {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
}

const MESSAGE_HELLO = 100;
const MESSAGE_SAVED = 101;
const MESSAGE_EVENT = 104;

/** Weft's own messages are passed over but for *saved*; a stock provider would log each of them as an error. */
function listenForSaved(provider: WebsocketProvider, onSaved: (frames: number, seq: number) => void): void {
  for (let type = MESSAGE_HELLO; type <= MESSAGE_EVENT; type++) provider.messageHandlers[type] = () => undefined;
  provider.messageHandlers[MESSAGE_SAVED] = (_encoder, decoder) => onSaved(readVarUint(decoder), readVarUint(decoder));
}

export interface PeerOptions {
  readonly origin: string;
  readonly boardId: string;
  readonly token: string;
}

/** A stock y-websocket client that asks for *saved* and knows what the server owes it. */
export class Peer {
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  readonly #watch: FrameWatch;
  /** What this peer deleted, in order. */
  readonly #deletions: Range[] = [];
  /** What the server said is deleted: clientID → clocks. */
  readonly #deliveredDeletions = new Map<number, Set<number>>();
  /** The newest entry that the server said is durable. */
  savedSeq = 0;
  /** Set when the server closed with a code after which a client does not come back. */
  closed: { readonly code: number; readonly reason: string } | null = null;

  constructor({ origin, boardId, token }: PeerOptions) {
    this.#watch = new FrameWatch({
      position: () => ({ clock: this.#ownClock(), deletions: this.#deletions.length }),
      onReceived: (update) => this.#noteDeletions(update),
    });
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => {
      if (!transaction.local) return;
      for (const [client, ranges] of transaction.deleteSet.clients)
        for (const { clock, len } of ranges) this.#deletions.push({ client, clock, length: len });
    });
    this.provider = new WebsocketProvider(`${origin.replace('http', 'ws')}/sync`, boardId, this.doc, {
      params: { token, weft: '1' },
      disableBc: true,
      maxBackoffTime: 400,
      WebSocketPolyfill: this.#watch.socketClass(),
    });
    listenForSaved(this.provider, (frames, seq) => {
      this.#watch.onSaved(frames);
      this.savedSeq = Math.max(this.savedSeq, seq);
    });
    this.provider.on('closed', (event) => (this.closed = event));
  }

  get allSaved(): boolean {
    return this.provider.synced && this.#watch.allSaved;
  }

  /** What the server must still have of this peer's own work: it said that it was saved. */
  acknowledged(): { readonly clock: number; readonly deletions: readonly Range[] } {
    const { clock, deletions } = this.#watch.saved;
    return { clock, deletions: this.#deletions.slice(0, deletions) };
  }

  /** What the server must still have of anybody's work: this peer was sent it. */
  delivered(): {
    readonly clocks: ReadonlyMap<number, number>;
    readonly deletions: ReadonlyMap<number, ReadonlySet<number>>;
  } {
    const clocks = Y.decodeStateVector(Y.encodeStateVector(this.doc));
    clocks.delete(this.doc.clientID);
    return { clocks, deletions: this.#deliveredDeletions };
  }

  destroy(): void {
    this.provider.destroy();
    this.doc.destroy();
  }

  /** Read from the bytes: what follows from a deletion of our own in our copy was not sent by anybody. */
  #noteDeletions(update: Uint8Array): void {
    for (const [client, ranges] of Y.decodeUpdate(update).ds.clients) {
      const clocks = this.#deliveredDeletions.get(client) ?? new Set();
      this.#deliveredDeletions.set(client, clocks);
      for (const { clock, len } of ranges) for (let offset = 0; offset < len; offset++) clocks.add(clock + offset);
    }
  }

  #ownClock(): number {
    return Y.getState(this.doc.store, this.doc.clientID);
  }
}
