/**
 * Counts what happens per client address in a sliding window. Addresses are bounded; the one of which was counted longest
 * ago is forgotten first.
 */
export class SlidingCount {
  readonly #times = new Map<string, number[]>();
  readonly #now: () => number;
  readonly #windowMs: number;
  readonly #capacity: number;

  constructor(now: () => number, windowMs: number, capacity: number) {
    this.#now = now;
    this.#windowMs = windowMs;
    this.#capacity = capacity;
  }

  of(address: string): number {
    return this.#recent(address).length;
  }

  add(address: string): void {
    const times = [...this.#recent(address), this.#now()];
    this.#times.delete(address);
    this.#times.set(address, times);
    if (this.#times.size <= this.#capacity) return;
    const oldest = this.#times.keys().next();
    if (!oldest.done) this.#times.delete(oldest.value);
  }

  #recent(address: string): number[] {
    const since = this.#now() - this.#windowMs;
    return (this.#times.get(address) ?? []).filter((at) => at > since);
  }
}
