import { Worker } from 'node:worker_threads';
import { WeftError, type ErrorCode } from '@weft/protocol';

/**
 * Request and answer over a worker's message port, in order. A worker that dies rejects every call under way and all
 * later ones: the owner decides what that means, nothing hangs.
 */
export interface WorkerRequest {
  readonly id: number;
  readonly op: string;
  readonly arg: unknown;
}
export type WorkerAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code: ErrorCode; readonly detail: string };

interface Waiting {
  resolve(value: unknown): void;
  reject(error: WeftError): void;
}

/** A worker's file beside the caller's, as TypeScript from source and as JavaScript when built. */
export function startWorker(callerUrl: string, name: string, workerData: unknown): Worker {
  const fromSource = callerUrl.endsWith('.ts');
  return new Worker(new URL(`./${name}${fromSource ? '.ts' : '.js'}`, callerUrl), {
    workerData,
    execArgv: fromSource ? ['--conditions=source'] : [],
  });
}

export class WorkerCalls {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #dead: WeftError | null = null;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (answer: WorkerAnswer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.ok) waiting?.resolve(answer.value);
      else waiting?.reject(new WeftError(answer.code, answer.detail));
    });
    worker.on('error', (error) =>
      this.#die(new WeftError('storage_failed', error instanceof Error ? error.message : String(error))),
    );
    worker.on('exit', () => this.#die(new WeftError('storage_failed', 'worker ended')));
  }

  call(op: string, arg: unknown): Promise<unknown> {
    if (this.#dead !== null) return Promise.reject(this.#dead);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, op, arg } satisfies WorkerRequest);
    });
  }

  /** Lets the worker finish what it was sent, then ends it. */
  async close(): Promise<void> {
    if (this.#dead === null) await this.call('close', null);
    await this.#worker.terminate();
  }

  #die(error: WeftError): void {
    this.#dead ??= error;
    for (const waiting of this.#waiting.values()) waiting.reject(this.#dead);
    this.#waiting.clear();
  }
}
