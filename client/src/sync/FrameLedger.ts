import { encodeIntent, LIMITS, MESSAGE } from '@weft/protocol';
import { piecesOf } from './piecesOf.ts';
import type { WaitingSince } from './WaitingSince.ts';

/** The kinds of y-protocols sync messages, the second number of a sync frame. */
const SYNC_STEP_2 = 1;
const SYNC_UPDATE = 2;

type Waiting = Pick<WaitingSince, 'since' | 'waits' | 'left'>;

/** A connection that comes back within this time was hardly away: what was done meanwhile is not called offline work. */
const OFFLINE_AFTER_MS = 10_000;

/**
 * Keeps count of the sync frames that were sent on the current socket, to be compared with *saved*.
 *
 * It also holds back updates until our SyncStep2 went out on this socket. The stock provider sends a change made
 * between "open" and the server's first question at once, ahead of what was made offline before it: the server would
 * see a clock that does not follow and close for good. SyncStep2 carries such a change anyway, as it is made from the
 * document at that moment.
 */
export class FrameLedger {
  framesSent = 0;
  framesSaved = 0;
  handshake = false;
  /** The longest frame that the server takes, as it says. */
  maxFrameBytes: number = LIMITS.maxFrameBytes;
  edits = 0;
  editsSent = 0;
  editsSaved = 0;
  readonly #waiting: Waiting;

  /** @param waiting since when edits had no connection to leave by, those of earlier visits among them */
  constructor(waiting: Waiting) {
    this.#waiting = waiting;
  }

  /** A new socket starts its own count. What was sent but not counted back may be lost: it is unsent again. */
  socketOpened(): void {
    this.framesSent = 0;
    this.framesSaved = 0;
    this.handshake = false;
    this.editsSent = this.editsSaved;
  }

  /** @param at ms since the epoch */
  edited(at: number): void {
    this.edits += 1;
    if (!this.handshake) this.#waiting.waits(at);
  }

  /**
   * Asked just before a frame is sent: @returns since when the work that it brings was done without a connection, null
   * where it brings none.
   */
  offlineSince(frame: Uint8Array, now: number): number | null {
    if (frame[0] !== MESSAGE.sync || frame[1] !== SYNC_STEP_2) return null;
    const { since } = this.#waiting;
    return since !== null && now - since >= OFFLINE_AFTER_MS ? since : null;
  }

  /** @returns whether the frame may leave. Called for every frame just before it is sent. */
  admit(frame: Uint8Array): boolean {
    if (frame[0] !== MESSAGE.sync) return true;
    if (frame[1] === SYNC_UPDATE && !this.handshake) return false;
    if (frame[1] === SYNC_STEP_2) this.handshake = true;
    this.framesSent += 1;
    if (this.handshake) this.editsSent = this.edits;
    return true;
  }

  saved(frames: number): void {
    this.framesSaved = Math.max(this.framesSaved, frames);
    if (!this.handshake || this.framesSaved < this.framesSent) return;
    this.editsSaved = this.editsSent;
    this.#waiting.left();
  }
}

/**
 * A WebSocket class that passes what it sends through the ledger; a new one is a new count. What is too long for one
 * frame leaves in several, each with the intent of the whole.
 */
export function ledgeredSocket(base: typeof WebSocket, ledger: FrameLedger, onSent: () => void): typeof WebSocket {
  return class LedgeredSocket extends base {
    /** How the next update came about, as it was said. */
    #intent: Uint8Array<ArrayBuffer> | null = null;

    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      ledger.socketOpened();
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      if (data instanceof Uint8Array) this.#sendFrame(data as Uint8Array<ArrayBuffer>);
      else super.send(data);
      onSent();
    }

    #sendFrame(frame: Uint8Array<ArrayBuffer>): void {
      if (frame[0] === MESSAGE.intent) this.#intent = frame;
      if (frame[0] !== MESSAGE.sync) return super.send(frame);
      let intent: Uint8Array<ArrayBuffer> | null = null;
      for (const piece of piecesOf(frame, ledger.maxFrameBytes)) {
        if (!ledger.admit(piece)) return;
        const madeAt = ledger.offlineSince(piece, Date.now());
        if (madeAt !== null) intent = encodeIntent({ kind: 'offline', madeAt });
        if (intent !== null) super.send(intent);
        super.send(piece);
        intent = this.#intent;
      }
      this.#intent = null;
    }
  };
}
