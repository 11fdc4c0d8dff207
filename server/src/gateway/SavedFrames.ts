/**
 * How many of a connection's sync frames are durable: frames count in the order in which they came, and one is durable
 * once it and all before it were taken and the board's log is durable up to what stood there then.
 */
export class SavedFrames {
  #count = 0;
  #waiting: { readonly frames: number; readonly seq: number }[] = [];

  /** The next frame came. It may have to wait before it is taken. */
  came(): void {
    this.#count += 1;
  }

  /** All frames that came so far are taken; all of them lies in the log up to `seq`. */
  tookAll(seq: number): void {
    this.#waiting.push({ frames: this.#count, seq });
  }

  /** The log is durable up to `seq`. @returns how many frames are durable, or null if no more than the last time. */
  durableUpTo(seq: number): number | null {
    const open = this.#waiting.findIndex((waiting) => waiting.seq > seq);
    const done = this.#waiting.splice(0, open === -1 ? this.#waiting.length : open);
    return done.at(-1)?.frames ?? null;
  }
}
