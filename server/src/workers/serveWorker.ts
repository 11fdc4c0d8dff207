import { parentPort } from 'node:worker_threads';
import { WeftError } from '@weft/protocol';
import { diskFaultOf } from './diskFault.ts';
import type { WorkerAnswer, WorkerRequest } from './WorkerCalls.ts';

/**
 * The worker's side of `WorkerCalls`: answers each request by the function of its name. What a function throws goes
 * back as a coded error; an uncoded one as `storage_full` or `storage_failed` with the cause's words.
 */
export function serveWorker(operations: Readonly<Record<string, (arg: never) => unknown>>): void {
  if (parentPort === null) throw new Error('serveWorker must run in a worker');
  const port = parentPort;
  port.on('message', ({ id, op, arg }: WorkerRequest) => {
    let answer: WorkerAnswer;
    try {
      const operation = operations[op];
      if (operation === undefined) throw new Error(`no operation ${op}`);
      answer = { id, ok: true, value: operation(arg as never) };
    } catch (error) {
      answer =
        error instanceof WeftError
          ? { id, ok: false, code: error.code, detail: error.detail ?? '' }
          : { id, ok: false, code: diskFaultOf(error) ?? 'storage_failed', detail: String(error) };
    }
    port.postMessage(answer);
  });
}
