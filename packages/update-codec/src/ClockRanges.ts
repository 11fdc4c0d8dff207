import type { DeleteRange } from './ScannedUpdate.ts';

/** Ranges of clocks by client, to be looked up: disjoint, in any order. */
export class ClockRanges<T extends DeleteRange> {
  readonly #byClient: ReadonlyMap<number, readonly T[]>;

  constructor(ranges: readonly T[]) {
    const byClient = new Map<number, T[]>();
    for (const range of ranges) {
      const list = byClient.get(range.client);
      if (list === undefined) byClient.set(range.client, [range]);
      else list.push(range);
    }
    for (const list of byClient.values()) list.sort((left, right) => left.clock - right.clock);
    this.#byClient = byClient;
  }

  /** @returns the range that a clock lies in. */
  at(client: number, clock: number): T | undefined {
    const [range] = this.#from(client, clock);
    return range !== undefined && range.clock <= clock ? range : undefined;
  }

  /** @returns what is left of a range without these. */
  without({ client, clock, length }: DeleteRange): DeleteRange[] {
    const left: DeleteRange[] = [];
    const end = clock + length;
    let from = clock;
    for (const range of this.#from(client, clock)) {
      if (range.clock >= end) break;
      if (range.clock > from) left.push({ client, clock: from, length: range.clock - from });
      from = range.clock + range.length;
    }
    if (from < end) left.push({ client, clock: from, length: end - from });
    return left;
  }

  /** @returns what of these lies in a range. */
  within({ client, clock, length }: DeleteRange): DeleteRange[] {
    const inside: DeleteRange[] = [];
    const end = clock + length;
    for (const range of this.#from(client, clock)) {
      if (range.clock >= end) break;
      const from = Math.max(clock, range.clock);
      inside.push({ client, clock: from, length: Math.min(end, range.clock + range.length) - from });
    }
    return inside;
  }

  /** The client's ranges in rising order, from the first that ends after the clock. */
  *#from(client: number, clock: number): Generator<T> {
    const ranges = this.#byClient.get(client) ?? [];
    let low = 0;
    let high = ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const range = ranges[middle] as T;
      if (range.clock + range.length > clock) high = middle;
      else low = middle + 1;
    }
    for (let index = low; index < ranges.length; index += 1) yield ranges[index] as T;
  }
}
