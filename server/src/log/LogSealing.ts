import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from '../http/logger.ts';
import { LazyWorker } from '../workers/LazyWorker.ts';
import { startWorker } from '../workers/WorkerCalls.ts';
import type { LoggedBoard } from './checkLog.ts';
import type { SealedPiece } from './sealedPieces.ts';
import { SEALING_POLICY, type SealingPolicy } from './sealingPolicy.ts';

export interface LogSealingOptions {
  /** `log.db`, which must be there. */
  readonly file: string;
  readonly log: { keep(piece: SealedPiece): Promise<void> };
  readonly now: () => number;
  readonly logger: Logger;
  /** Told of each damaged piece that the look through the whole log at the start found, in words. */
  readonly onDamage: (words: string) => void;
  readonly policy?: SealingPolicy;
  readonly lookEveryMs?: number;
}

const LOOK_EVERY_MS = 10_000;
/** After each piece edits go first. */
const PAUSE_MS = 50;
const PIECE_TIMEOUT_MS = 120_000;

/**
 * Looks through the whole log at the start, and then seals what has cooled down, in the background: a worker packs and compresses one piece at a time, and only the finished
 * piece is written, by the log's one writer, as a commit among others.
 */
export class LogSealing {
  readonly #options: LogSealingOptions;
  readonly #worker: LazyWorker;
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;
  #isBroken = false;
  #upToDateAt = performance.now();

  constructor(options: LogSealingOptions) {
    this.#options = options;
    const { file, policy = SEALING_POLICY, lookEveryMs = LOOK_EVERY_MS } = options;
    this.#worker = new LazyWorker({
      start: () => startWorker(import.meta.url, 'sealWorker', { file, policy }),
      timeoutMs: PIECE_TIMEOUT_MS,
      idleMs: 2 * lookEveryMs,
    });
    this.#running = this.#run(lookEveryMs);
  }

  /** The last look ended with an error: what can be sealed is not, and the log says why. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** How long ago all was sealed that could be, in ms. */
  get lagMs(): number {
    return performance.now() - this.#upToDateAt;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await this.#worker.close();
  }

  async #run(lookEveryMs: number): Promise<void> {
    await this.#checkAll();
    while (!this.#stop.signal.aborted) {
      const sealed = await this.#sealOne();
      await this.#wait(sealed ? PAUSE_MS : lookEveryMs);
    }
  }

  /** Once at the start, board by board: what is broken is not to be found only when somebody needs it. */
  async #checkAll(): Promise<void> {
    const { logger, onDamage } = this.#options;
    try {
      const boards = (await this.#worker.call('boards', null)) as readonly LoggedBoard[];
      for (const board of boards) {
        if (this.#stop.signal.aborted) return;
        for (const words of (await this.#worker.call('check', board)) as readonly string[]) onDamage(words);
      }
    } catch (error) {
      if (!this.#stop.signal.aborted) logger.error({ err: error }, 'the log could not be looked through');
    }
  }

  /** @returns false when there is nothing to seal, or it failed; the next look tries again. */
  async #sealOne(): Promise<boolean> {
    const { log, now, logger } = this.#options;
    try {
      const piece = (await this.#worker.call('next', now())) as SealedPiece | null;
      if (piece === null) this.#upToDateAt = performance.now();
      else await log.keep(piece);
      this.#isBroken = false;
      return piece !== null;
    } catch (error) {
      if (!this.#isBroken && !this.#stop.signal.aborted) logger.error({ err: error }, 'history could not be sealed');
      this.#isBroken = true;
      return false;
    }
  }

  async #wait(milliseconds: number): Promise<void> {
    try {
      await wait(milliseconds, null, { signal: this.#stop.signal, ref: false });
    } catch {
      // Stopped: the caller looks at the signal.
    }
  }
}
