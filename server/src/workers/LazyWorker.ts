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

/** A worker for heavy and rare work: started by the first call, ended when nobody asks any more. */
export class LazyWorker {
  readonly #options: LazyWorkerOptions;
  #running: { readonly worker: Worker; readonly calls: WorkerCalls } | null = null;
  #underWay = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: LazyWorkerOptions) {
    this.#options = options;
  }

  /** @throws WeftError `internal` when the worker died or took too long, else what the operation threw. */
  async call(op: string, arg: unknown): Promise<unknown> {
    clearTimeout(this.#idle);
    this.#underWay += 1;
    const { worker, calls } = (this.#running ??= this.#start());
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#drop(worker);
    }, this.#options.timeoutMs);
    try {
      return await calls.call(op, arg);
    } catch (error) {
      if (late) throw new WeftError('internal', `${op} took longer than ${this.#options.timeoutMs} ms`);
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

  #start(): { worker: Worker; calls: WorkerCalls } {
    const worker = this.#options.start();
    worker.once('exit', () => {
      if (this.#running?.worker === worker) this.#running = null;
    });
    return { worker, calls: new WorkerCalls(worker) };
  }

  #drop(worker: Worker): void {
    if (this.#running?.worker === worker) this.#running = null;
    void worker.terminate();
  }

  #rest(): void {
    const running = this.#running;
    if (running === null) return;
    this.#idle = setTimeout(() => this.#drop(running.worker), this.#options.idleMs);
    this.#idle.unref();
  }
}
