import type { WebSocket } from 'ws';

type Reason = 'rate' | 'log';

/** Stops reading from a socket while there is a reason to: the client is too fast, or the disk too slow. */
export class Brake {
  readonly #socket: Pick<WebSocket, 'pause' | 'resume'>;
  readonly #reasons = new Set<Reason>();

  constructor(socket: Pick<WebSocket, 'pause' | 'resume'>) {
    this.#socket = socket;
  }

  /** @returns false when it is held for this reason already */
  hold(reason: Reason, until: Promise<void>): boolean {
    if (this.#reasons.has(reason)) return false;
    if (this.#reasons.size === 0) this.#socket.pause();
    this.#reasons.add(reason);
    void until.then(() => this.#release(reason));
    return true;
  }

  #release(reason: Reason): void {
    this.#reasons.delete(reason);
    if (this.#reasons.size === 0) this.#socket.resume();
  }
}
