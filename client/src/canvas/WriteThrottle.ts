/** A gesture in flight is written at most this often; pointer-up and everything that must be exact flushes at once. */
export const WRITE_INTERVAL_MS = 250;

/**
 * Runs a write as soon as the last one is long enough ago. Never within the request itself: the store may tell of a
 * change in the middle of an operation on it, and a write also shows what others did meanwhile. What the operation has
 * in its hands would be gone.
 */
export class WriteThrottle {
  readonly #write: () => void;
  readonly #now: () => number;
  #last = -Infinity;
  /** Ends the wait of the write that was asked for. */
  #stopWaiting: (() => void) | null = null;

  constructor(write: () => void, now: () => number = () => performance.now()) {
    this.#write = write;
    this.#now = now;
  }

  request(): void {
    if (this.#stopWaiting !== null) return;
    const wait = this.#last + WRITE_INTERVAL_MS - this.#now();
    this.#stopWaiting = wait <= 0 ? afterThis(() => this.flush()) : after(wait, () => this.flush());
  }

  /** Writes now, whatever waits. */
  flush(): void {
    this.cancel();
    this.#last = this.#now();
    this.#write();
  }

  cancel(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = null;
  }
}

function after(wait: number, task: () => void): () => void {
  const timer = setTimeout(task, wait);
  return () => clearTimeout(timer);
}

/** When everything that is running now has ended. */
function afterThis(task: () => void): () => void {
  let stopped = false;
  queueMicrotask(() => {
    if (!stopped) task();
  });
  return () => void (stopped = true);
}
