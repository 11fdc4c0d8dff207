/** A gesture in flight is written at most this often; pointer-up and everything that must be exact flushes at once. */
export const WRITE_INTERVAL_MS = 250;

/** Runs a write at once when the last one is long enough ago, and else as soon as it is. */
export class WriteThrottle {
  readonly #write: () => void;
  readonly #now: () => number;
  #last = -Infinity;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(write: () => void, now: () => number = () => performance.now()) {
    this.#write = write;
    this.#now = now;
  }

  request(): void {
    if (this.#timer !== null) return;
    const wait = this.#last + WRITE_INTERVAL_MS - this.#now();
    if (wait <= 0) this.flush();
    else this.#timer = setTimeout(() => this.flush(), wait);
  }

  /** Writes now, whatever waits. */
  flush(): void {
    this.cancel();
    this.#last = this.#now();
    this.#write();
  }

  cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
