import { MESSAGE } from '@weft/protocol';

/** The kinds of y-protocols sync messages, the second number of a sync frame. */
const SYNC_STEP_2 = 1;
const SYNC_UPDATE = 2;

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
  edits = 0;
  editsSent = 0;
  editsSaved = 0;

  /** A new socket starts its own count. What was sent but not counted back may be lost: it is unsent again. */
  socketOpened(): void {
    this.framesSent = 0;
    this.framesSaved = 0;
    this.handshake = false;
    this.editsSent = this.editsSaved;
  }

  edited(): void {
    this.edits += 1;
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
    if (this.handshake && this.framesSaved >= this.framesSent) this.editsSaved = this.editsSent;
  }
}

/** A WebSocket class that passes what it sends through the ledger; a new one is a new count. */
export function ledgeredSocket(base: typeof WebSocket, ledger: FrameLedger, onSent: () => void): typeof WebSocket {
  return class LedgeredSocket extends base {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      ledger.socketOpened();
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      if (data instanceof Uint8Array && !ledger.admit(data)) return;
      super.send(data);
      onSent();
    }
  };
}
