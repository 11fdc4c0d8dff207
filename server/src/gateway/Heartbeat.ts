import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

interface Watched {
  readonly stream: Pick<Socket, 'bytesWritten' | 'writableLength'>;
  /** It said something since the last ping. */
  isAlive: boolean;
  /** At the last ping something waited, and this much had left. */
  waited: boolean;
  left: number;
}

/**
 * Finds sockets whose other side is gone without a word (half-open: a device that fell asleep, a network that was
 * unplugged), by a ping that nobody answers. One that is still taking what lay before the ping gets more time.
 */
export class Heartbeat {
  readonly #watched = new Map<WebSocket, Watched>();
  readonly #timer: NodeJS.Timeout;

  constructor(everyMs: number) {
    this.#timer = setInterval(() => this.beat(), everyMs);
    this.#timer.unref();
  }

  get sockets(): Iterable<WebSocket> {
    return this.#watched.keys();
  }

  /** @param stream what lies under the socket */
  watch(socket: WebSocket, stream: Watched['stream']): void {
    const watched: Watched = { stream, isAlive: true, waited: false, left: 0 };
    this.#watched.set(socket, watched);
    socket.on('pong', () => (watched.isAlive = true));
    socket.on('close', () => this.#watched.delete(socket));
  }

  beat(): void {
    for (const [socket, watched] of this.#watched) {
      // Nothing is read from it just now (it is not let in yet, or the disk is slow), so no answer could be heard.
      if (socket.isPaused) {
        watched.isAlive = true;
        continue;
      }
      const { bytesWritten, writableLength } = watched.stream;
      const left = bytesWritten - writableLength;
      const takes = watched.waited && left > watched.left;
      if (!watched.isAlive && !takes) {
        socket.terminate();
        continue;
      }
      Object.assign(watched, { isAlive: false, waited: writableLength > 0, left });
      if (socket.readyState === socket.OPEN) socket.ping();
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
