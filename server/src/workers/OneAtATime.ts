/** Runs work of the same key one after the other, and of different keys side by side. */
export class OneAtATime {
  readonly #last = new Map<string, Promise<void>>();

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const { promise: mine, resolve: done } = Promise.withResolvers<void>();
    this.#last.set(key, mine);
    await before;
    try {
      return await work();
    } finally {
      done();
      if (this.#last.get(key) === mine) this.#last.delete(key);
    }
  }
}
