/** Numbers in [0, 1) that follow from the seed alone (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = (seed + 1) * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * The choices of one operation: numbers in [0, 1), drawn in order. An operation is these numbers and its name, so it
 * means something on any board, and operations can be left out of a failing run while the others keep their choices.
 */
export class Choices {
  readonly #numbers: readonly number[];
  #next = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  number(): number {
    const drawn = this.#numbers[this.#next % this.#numbers.length] ?? 0;
    // Whoever draws more than was given gets others of the same kind.
    const turn = Math.floor(this.#next / this.#numbers.length) * 0.381966;
    this.#next += 1;
    return (drawn + turn) % 1;
  }

  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number {
    return Math.floor(this.number() * end);
  }

  between(low: number, high: number): number {
    return low + this.number() * (high - low);
  }

  chance(share: number): boolean {
    return this.number() < share;
  }

  one<T>(list: readonly T[]): T | undefined {
    return list[this.below(list.length)];
  }

  some<T>(list: readonly T[], most: number): T[] {
    const chosen = new Set<T>();
    const count = Math.min(list.length, 1 + this.below(most));
    for (let i = 0; i < count; i++) {
      const item = this.one(list);
      if (item !== undefined) chosen.add(item);
    }
    return [...chosen];
  }
}
