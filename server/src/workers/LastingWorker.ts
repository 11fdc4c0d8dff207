import type { Worker } from 'node:worker_threads';
import { WeftError } from '@weft/protocol';
import { WorkerCalls } from './WorkerCalls.ts';

export interface LastingWorkerOptions {
  readonly start: () => Worker;
  /** Told of each death of a worker that had worked. */
  readonly onDeath: (reason: unknown) => void;
  /** Told when it died too often within a minute and is not started again. */
  readonly onGivenUp: () => void;
}

const PAUSE_MS = 250;
const MOST_DEATHS = 5;
const WITHIN_MS = 60_000;

/**
 * A worker that has to be there as long as the process is. When it dies, what it was given is refused (nobody knows what
 * became of it), and a new one is started after a moment. One that never answered anything is not: what is wrong with it
 * would be wrong with the next.
 */
export class LastingWorker {
  readonly #options: LastingWorkerOptions;
  #calls: WorkerCalls;
  #hasAnswered = false;
  #deaths: number[] = [];
  #closing = false;

  constructor(options: LastingWorkerOptions) {
    this.#options = options;
    this.#calls = this.#start();
  }

  /** @throws WeftError `storage_failed` while there is no worker, else what the operation threw. */
  async call(op: string, arg: unknown): Promise<unknown> {
    const answer = await this.#calls.call(op, arg);
    this.#hasAnswered = true;
    return answer;
  }

  /** Lets the worker finish what it was sent, then ends it. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.#calls.close();
  }

  #start(): WorkerCalls {
    const worker = this.#options.start();
    // A dying worker says `error` first and `exit` later; one that is ended from outside says `exit` alone.
    let dead = false;
    const died = (reason: unknown): void => {
      if (!dead) this.#died(reason);
      dead = true;
    };
    worker.once('error', died);
    worker.once('exit', () => died(new WeftError('storage_failed', 'worker ended')));
    return new WorkerCalls(worker);
  }

  #died(reason: unknown): void {
    if (this.#closing || !this.#hasAnswered) return;
    this.#options.onDeath(reason);
    const now = performance.now();
    this.#deaths = [...this.#deaths.filter((at) => now - at < WITHIN_MS), now];
    if (this.#deaths.length > MOST_DEATHS) return this.#options.onGivenUp();
    setTimeout(() => {
      if (!this.#closing) this.#calls = this.#start();
    }, PAUSE_MS).unref();
  }
}
