/** What y-websocket's provider knows of its socket: when it last heard a whole message. */
export interface ListeningProvider {
  wsLastMessageReceived: number;
}

/** y-websocket looks every 3 s, and gives up what was silent for 30 s. */
const REMIND_MS = 10_000;
const MOST_MS = 15 * 60_000;

/**
 * A board's state comes as one message, and a browser tells nothing of it before it is whole. On a slow network that takes
 * longer than the half minute after which y-websocket takes a socket for dead, and it would begin again for ever. So until
 * the state is there silence is no sign; the server, which sees what it gets rid of, ends a socket that takes nothing.
 */
export class JoinPatience {
  readonly #provider: ListeningProvider;
  readonly #now: () => number;
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(provider: ListeningProvider, now: () => number = Date.now) {
    this.#provider = provider;
    this.#now = now;
  }

  /** The socket is open, and the state is awaited. */
  begin(): void {
    this.end();
    let left = MOST_MS / REMIND_MS;
    this.#timer = setInterval(() => {
      this.#provider.wsLastMessageReceived = this.#now();
      left -= 1;
      if (left === 0) this.end();
    }, REMIND_MS);
  }

  /** It is there, or the socket is gone. */
  end(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }
}
