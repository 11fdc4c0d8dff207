/** Letters that follow each other within this time are one search. */
const PAUSE_MS = 800;

/** What is being typed to find an entry. */
export class TypeAhead {
  #typed = '';
  #at = -Infinity;

  get isUnderWay(): boolean {
    return performance.now() - this.#at < PAUSE_MS;
  }

  /** @returns what was typed since the last pause */
  add(letter: string): string {
    this.#typed = this.isUnderWay ? this.#typed + letter : letter;
    this.#at = performance.now();
    return this.#typed;
  }
}
