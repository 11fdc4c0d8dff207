/** How far a board is on disk, and who waits for it to get further. */
export class DurableWaits {
  #durableSeq: number;
  #waiting: { readonly seq: number; readonly done: PromiseWithResolvers<void> }[] = [];

  constructor(durableSeq: number) {
    this.#durableSeq = durableSeq;
  }

  get durableSeq(): number {
    return this.#durableSeq;
  }

  /** Resolves when all entries up to `seq` are on disk. */
  until(seq: number): Promise<void> {
    if (seq <= this.#durableSeq) return Promise.resolve();
    const done = Promise.withResolvers<void>();
    this.#waiting.push({ seq, done });
    return done.promise;
  }

  /** All entries up to `seq` are. Whoever waits hears of it with {@link tell}. */
  reached(seq: number): void {
    this.#durableSeq = seq;
  }

  tell(): void {
    const waiting = this.#waiting;
    this.#waiting = waiting.filter(({ seq }) => seq > this.#durableSeq);
    for (const { seq, done } of waiting) if (seq <= this.#durableSeq) done.resolve();
  }

  /** They never will be. */
  fail(error: Error): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { done } of waiting) done.reject(error);
  }
}
