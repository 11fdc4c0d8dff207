import type { Limits } from '@weft/protocol';
import type { Brake } from './Brake.ts';
import { TokenBucket } from './TokenBucket.ts';

/** A client that owes more than this many ms of its rate is closed; below that it is only slowed. */
const MAX_DEBT_MS = 5_000;
/** So many bytes, received or asked for, count like a frame of their own. */
const BYTES_PER_TOKEN = 16 * 1024;
/** So long the server is busy with any frame, ms. */
const FREE_MS = 5;
/** What it is busy beyond that with one connection's frames: ms each second, and in one burst. */
const BUSY_MS_PER_SECOND = 250;
const BUSY_BURST_MS = 3_000;
/** A client that owes more of that is closed. Ample, since on a slow machine honest work takes long as well. */
const MAX_BUSY_DEBT_MS = 8_000;

export interface SendingRateOptions {
  /** The rate of this person over all connections. */
  readonly personRate: TokenBucket;
  readonly brake: Brake;
  readonly limits: Pick<Limits, 'framesPerSecond' | 'frameBurst'>;
  /** False where rates are off, for load tests. */
  readonly holds: boolean;
}

/** How fast one connection may send and ask: who is faster is read more slowly, who is far too fast is not kept. */
export class SendingRate {
  readonly #options: SendingRateOptions;
  readonly #own: TokenBucket;
  readonly #busy = new TokenBucket(BUSY_MS_PER_SECOND, BUSY_BURST_MS, performance.now());

  constructor(options: SendingRateOptions) {
    this.#options = options;
    const { framesPerSecond, frameBurst } = options.limits;
    this.#own = new TokenBucket(framesPerSecond, frameBurst, performance.now());
  }

  /** Takes off what it cost to send a frame. @returns false when it owes too much. */
  sent(frame: Uint8Array): boolean {
    return this.#charge(1 + costOf(frame));
  }

  /** Takes off what it costs to be answered with a frame. @returns false when it owes too much. */
  asked(frame: Uint8Array): boolean {
    return this.#charge(costOf(frame));
  }

  /**
   * Takes off how long the server was busy with a frame: a few bytes can ask for a look at all that was ever deleted, or be
   * written into the middle of a very long list. @returns false when it owes too much.
   */
  took(ms: number): boolean {
    if (!this.#options.holds || ms <= FREE_MS) return true;
    const debt = this.#busy.take(performance.now(), Math.min(ms, BUSY_BURST_MS / 2));
    if (debt > MAX_BUSY_DEBT_MS) return false;
    this.#hold(debt);
    return true;
  }

  #charge(tokens: number): boolean {
    const { holds, limits, personRate } = this.#options;
    if (!holds) return true;
    const now = performance.now();
    // Whoever comes to a very large board must not owe more for its first answer than a burst allows.
    const cost = Math.min(tokens, limits.frameBurst / 2);
    const debt = Math.max(this.#own.take(now, cost), personRate.take(now, cost));
    if (debt > MAX_DEBT_MS) return false;
    this.#hold(debt);
    return true;
  }

  #hold(ms: number): void {
    if (ms > 0) this.#options.brake.hold('rate', new Promise((resolve) => setTimeout(resolve, ms)));
  }
}

/** What a frame costs beyond itself: whoever sends, or asks for, large ones may do so less often. */
const costOf = (frame: Uint8Array): number => Math.floor(frame.byteLength / BYTES_PER_TOKEN);
