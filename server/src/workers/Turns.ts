import { WeftError } from '@weft/protocol';

/** Lets so much work go on at a time; what comes then waits its turn, and what would wait too long is refused. */
export class Turns {
  readonly #most: number;
  readonly #mostWaiting: number;
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;

  constructor(most: number, mostWaiting: number) {
    this.#most = most;
    this.#mostWaiting = mostWaiting;
  }

  /** @throws WeftError `server_full` when too much waits already, else what the work throws. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#underWay < this.#most) this.#underWay += 1;
    else await this.#turn();
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#underWay -= 1;
      else next();
    }
  }

  /** The turn is handed over: the number under way stays the same. */
  #turn(): Promise<void> {
    if (this.#waiting.length >= this.#mostWaiting) throw new WeftError('server_full', 'too many waiting');
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    return promise;
  }
}
