import { decodeServerMessage, errorOfCloseCode, MESSAGE, PROTOCOL_VERSION } from '@weft/protocol';
import type { CloseErrorCode, ServerMessage } from '@weft/protocol';
import { readVarUint, readVarUint8Array, type Decoder } from 'lib0/decoding';
import { Awareness } from 'y-protocols/awareness';
import { messageYjsSyncStep2 } from 'y-protocols/sync';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { applyUpdate } from './applyUpdate.ts';
import { DeviceStore } from './DeviceStore.ts';
import { FrameLedger, ledgeredSocket } from './FrameLedger.ts';
import { JoinPatience } from './JoinPatience.ts';
import { deviceStorage } from './LocalCopies.ts';
import { PresenceChannel } from './PresenceChannel.ts';
import { WaitingSince } from './WaitingSince.ts';

const WEFT_MESSAGES = [MESSAGE.hello, MESSAGE.saved, MESSAGE.roster, MESSAGE.rejected, MESSAGE.event, MESSAGE.storage];

/** The browser says them of the machine's network, whether or not the server is reached through it. */
const NETWORK_CHANGES = ['offline', 'online'] as const;

/** How long a slow or broken device store may keep the page from asking the server. */
const STORE_PATIENCE_MS = 1_500;

export interface ReplicaOptions {
  /** For instance `wss://weft.example/sync`. */
  readonly serverUrl: string;
  readonly room: string;
  /** The device store to open, or null while it is not known which generation the server is at. */
  readonly database: string | null;
  readonly onMessage: (message: ServerMessage) => void;
  /** Anything that the save status, the socket or `loaded` depends on. */
  readonly onChange: () => void;
  readonly onClosed: (code: CloseErrorCode) => void;
}

/**
 * One copy of a board on this page: its document, its presence, its socket and its store on this device. A copy is
 * never emptied or repaired; when it must not go on, the connection starts another one.
 */
export class Replica {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly ledger: FrameLedger;
  socket: 'opening' | 'open' | 'lost' | 'closed' = 'opening';
  readonly #options: ReplicaOptions;
  readonly #waiting: WaitingSince;
  readonly #provider: WebsocketProvider;
  readonly #presence: PresenceChannel;
  readonly #patience: JoinPatience;
  #store: DeviceStore | null = null;
  #begun = false;
  #destroyed = false;

  constructor(options: ReplicaOptions) {
    this.#options = options;
    this.#waiting = new WaitingSince(deviceStorage(), options.database);
    this.ledger = new FrameLedger(this.#waiting);
    // Before the provider's own listener: an edit is counted first, and then noted as sent by the frame it leaves in.
    this.doc.on('update', (_update: Uint8Array, origin: unknown) => {
      if (!this.#isFromElsewhere(origin)) this.ledger.edited(Date.now());
      options.onChange();
    });
    this.#provider = new WebsocketProvider(options.serverUrl, options.room, this.doc, {
      connect: false,
      disableBc: true,
      awareness: speechless(this.doc),
      params: { weft: String(PROTOCOL_VERSION), presence: '1' },
      WebSocketPolyfill: ledgeredSocket(WebSocket, this.ledger, options.onChange),
    });
    this.#presence = new PresenceChannel(this.awareness, (frame) => this.#sendNow(frame));
    this.#patience = new JoinPatience(this.#provider);
    this.#listen();
    for (const change of NETWORK_CHANGES) globalThis.window?.addEventListener(change, this.#connectAnew);
    this.#open(options.database);
  }

  /** The server's state, or what this device kept of it, is in the document. */
  get loaded(): boolean {
    return this.#provider.synced || this.doc.getMap('records').size > 0;
  }

  get synced(): boolean {
    return this.#provider.synced;
  }

  /** False where this browser cannot keep the document on this device: what is not saved is lost with the page. */
  get isKept(): boolean {
    return typeof indexedDB !== 'undefined' && this.#store?.failed !== true;
  }

  /** Keeps the document on this device from now on, under this name. */
  keep(database: string, onSettled = () => {}): void {
    if (typeof indexedDB === 'undefined' || this.#store || this.#destroyed) return onSettled();
    this.#waiting.keepBeside(database);
    const settle = () => {
      onSettled();
      this.#options.onChange();
    };
    this.#store = new DeviceStore({ database, doc: this.doc, onLoaded: settle, onFailed: settle });
  }

  /** Sends a frame of Weft's own; only after the handshake, when the next update frame leaves at once too. */
  send(frame: Uint8Array<ArrayBuffer>): void {
    if (this.ledger.handshake) this.#sendNow(frame);
  }

  /** Stops all traffic at once, so that nothing of this copy reaches the server any more. */
  disconnect(): void {
    this.#provider.disconnect();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    for (const change of NETWORK_CHANGES) globalThis.window?.removeEventListener(change, this.#connectAnew);
    this.#store?.destroy();
    this.#presence.destroy();
    this.#patience.end();
    this.#provider.destroy();
    this.awareness.destroy();
    this.doc.destroy();
  }

  /**
   * The network went or came back. A dead socket would be noticed only after half a minute, so it is given up and a new
   * one tried: where the server can be reached all the same (it may run on this machine), that succeeds at once.
   */
  #connectAnew = (): void => {
    if (!this.#begun || this.socket === 'closed') return;
    this.#provider.disconnect();
    this.#provider.connect();
  };

  #sendNow(frame: Uint8Array<ArrayBuffer>): void {
    const { ws } = this.#provider;
    if (ws !== null && ws.readyState === WebSocket.OPEN) ws.send(frame);
  }

  #listen(): void {
    const { onChange, onClosed, onMessage } = this.#options;
    const provider = this.#provider;
    for (const type of WEFT_MESSAGES) {
      // y-websocket hands the decoder over with the type already read; `decoder.arr` is the whole frame.
      provider.messageHandlers[type] = (_encoder: unknown, decoder: Decoder) => {
        const message = decodeServerMessage(decoder.arr);
        if (message?.type === 'saved') this.ledger.saved(message.saved.frames);
        if (message?.type === 'hello') this.ledger.maxFrameBytes = message.hello.limits.maxFrameBytes;
        if (message) onMessage(message);
        onChange();
      };
    }
    readWholeBoardQuickly(provider);
    provider.messageHandlers[MESSAGE.presence] = (_encoder: unknown, decoder: Decoder) => {
      this.#presence.receive(decoder.arr);
    };
    provider.on('status', ({ status }) => {
      if (status === 'connected') {
        this.socket = 'open';
        this.#presence.opened();
        this.#patience.begin();
      }
      onChange();
    });
    provider.on('connection-close', () => {
      this.socket = 'lost';
      this.#presence.closed();
      this.#patience.end();
      onChange();
    });
    provider.on('closed', ({ code }) => {
      this.socket = 'closed';
      onClosed(errorOfCloseCode(code) ?? 'internal');
      onChange();
    });
    provider.on('sync', (isSynced: boolean) => {
      if (isSynced) this.#patience.end();
      onChange();
    });
  }

  #isFromElsewhere(origin: unknown): boolean {
    return origin === this.#provider || this.#store?.isOrigin(origin) === true;
  }

  /** What this device kept comes first: its changes then travel in one SyncStep2 and not as one huge update. */
  #open(database: string | null): void {
    const connect = () => {
      clearTimeout(patience);
      if (this.#destroyed || this.#begun) return;
      this.#begun = true;
      this.#provider.connect();
    };
    const patience = setTimeout(connect, STORE_PATIENCE_MS);
    if (database === null) connect();
    else this.keep(database, connect);
  }
}

/** What y-websocket does with a SyncStep2, with a quicker reading of the update. All else it does itself. */
function readWholeBoardQuickly(provider: WebsocketProvider): void {
  const handle = provider.messageHandlers[MESSAGE.sync];
  provider.messageHandlers[MESSAGE.sync] = (encoder, decoder, of, emitSynced, type) => {
    if (decoder.arr[decoder.pos] !== messageYjsSyncStep2) return handle?.(encoder, decoder, of, emitSynced, type);
    readVarUint(decoder);
    try {
      applyUpdate(provider.doc, readVarUint8Array(decoder), provider);
    } catch (error) {
      // As y-protocols does: what a listener throws must not end the connection.
      console.error('The board could not be read', error);
    }
    if (emitSynced) provider.synced = true;
  };
}

/** The provider's own presence: it says and hears nothing, as Weft's goes another way. */
function speechless(doc: Y.Doc): Awareness {
  const awareness = new Awareness(doc);
  awareness.setLocalState(null);
  return awareness;
}
