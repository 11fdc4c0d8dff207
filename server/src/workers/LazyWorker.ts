import type { Worker } from 'node:worker_threads';
import { WeftError } from '@weft/protocol';
import { WorkerCalls } from './WorkerCalls.ts';

export interface LazyWorkerOptions {
  readonly start: () => Worker;
  /** A call that takes longer ends the worker: what it was given is at fault, and the next call gets a new one. */
  readonly timeoutMs: number;
  /** Without calls for this long the worker ends and gives its memory back. */
  readonly idleMs: number;
}

interface Running {
  readonly worker: Worker;
  readonly calls: WorkerCalls;
  ended: boolean;
}

/** A worker for heavy and rare work: started by the first call, ended when nobody asks any more. */
export class LazyWorker {
  readonly #options: LazyWorkerOptions;
  #running: Running | null = null;
  #underWay = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: LazyWorkerOptions) {
    this.#options = options;
  }

  /** @throws WeftError `internal` when the worker died or took too long, else what the operation threw. */
  async call(op: string, arg: unknown): Promise<unknown> {
    clearTimeout(this.#idle);
    this.#underWay += 1;
    const running = (this.#running ??= this.#start());
    const timer = setTimeout(() => this.#drop(running), this.#options.timeoutMs);
    try {
      return await running.calls.call(op, arg);
    } catch (error) {
      if (running.ended) throw new WeftError('internal', `${op} was too much for its worker: ${String(error)}`);
      throw error;
    } finally {
      clearTimeout(timer);
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#rest();
    }
  }

  /** Ends the worker; calls under way are refused. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const running = this.#running;
    this.#running = null;
    await running?.worker.terminate();
  }

  #start(): Running {
    const worker = this.#options.start();
    // A dying worker says `error` first and `exit` later: from the first on, no call may be given to it.
    const ended = (): void => this.#forget(running);
    worker.once('error', ended);
    worker.once('exit', ended);
    const running: Running = { worker, calls: new WorkerCalls(worker), ended: false };
    return running;
  }

  #forget(running: Running): void {
    running.ended = true;
    if (this.#running === running) this.#running = null;
  }

  #drop(running: Running): void {
    this.#forget(running);
    void running.worker.terminate();
  }

  #rest(): void {
    const running = this.#running;
    if (running === null) return;
    this.#idle = setTimeout(() => this.#drop(running), this.#options.idleMs);
    this.#idle.unref();
  }
}
