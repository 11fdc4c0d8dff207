import { createDecoder, readVarUint8Array } from 'lib0/decoding';
import { WebSocket } from 'ws';

/** Where a client stood when it sent a sync frame: what the server has once that frame is saved. */
export interface Position {
  /** How far the client's own clientID had come. */
  readonly clock: number;
  /** How many deletions the client had made. */
  readonly deletions: number;
}

export interface FrameWatchOptions {
  readonly position: () => Position;
  /** Told of every update as it came, before the document has it. */
  readonly onReceived: (update: Uint8Array) => void;
}

const NOWHERE: Position = { clock: 0, deletions: 0 };
const SYNC = 0;
const SYNC_STEP_2 = 1;
const UPDATE = 2;

/**
 * Keeps count of the sync frames of one client's connections, as DESIGN.md tells a client to: *saved* names how many of
 * them are durable, and this turns that number into what of the client's work must survive any kill from then on.
 */
export class FrameWatch {
  #frames: Position[] = [];
  #complete = false;
  #saved: Position = NOWHERE;
  #sent: Position = NOWHERE;
  readonly #options: FrameWatchOptions;

  constructor(options: FrameWatchOptions) {
    this.#options = options;
  }

  /** The work that the server said is saved. */
  get saved(): Position {
    return this.#saved;
  }

  /** True when all that the client has done is saved. */
  get allSaved(): boolean {
    const { clock, deletions } = this.#options.position();
    return this.#saved.clock >= clock && this.#saved.deletions >= deletions;
  }

  /** `saved` came: the first `frames` sync frames of this connection are on disk. */
  onSaved(frames: number): void {
    const position = this.#frames[frames - 1];
    if (frames > 0 && position === undefined) throw new Error(`saved ${frames} of ${this.#frames.length} frames`);
    if (position !== undefined && position.clock >= this.#saved.clock) this.#saved = position;
  }

  /** A WebSocket that tells this watch of every sync frame: for the stock provider's `WebSocketPolyfill`. */
  socketClass(): typeof globalThis.WebSocket {
    const connected = (): void => {
      this.#frames = [];
      this.#complete = false;
      this.#sent = this.#saved;
    };
    const sent = (frame: Uint8Array): void => this.#onFrame(frame);
    const received = (frame: Uint8Array): void => this.#onReceived(frame);
    class WatchedSocket extends WebSocket {
      constructor(url: string | URL, protocols: string[]) {
        super(url, protocols);
        this.on('open', connected);
        this.on('message', (frame: ArrayBuffer) => received(new Uint8Array(frame)));
      }

      override send(data: Uint8Array): void {
        sent(data);
        super.send(data);
      }
    }
    return WatchedSocket as unknown as typeof globalThis.WebSocket;
  }

  #onReceived(frame: Uint8Array): void {
    if (frame[0] !== SYNC || (frame[1] !== SYNC_STEP_2 && frame[1] !== UPDATE)) return;
    this.#options.onReceived(readVarUint8Array(createDecoder(frame.subarray(2))));
  }

  #onFrame(frame: Uint8Array): void {
    if (frame[0] !== SYNC) return;
    // Updates that leave before the answer to the server's SyncStep1 do not hold what was done offline before them.
    if (frame[1] === SYNC_STEP_2) this.#complete = true;
    if (this.#complete && (frame[1] === SYNC_STEP_2 || frame[1] === UPDATE)) this.#sent = this.#options.position();
    this.#frames.push(this.#sent);
  }
}
