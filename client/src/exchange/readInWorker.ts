import type { ReadBytes } from '@weft/board-model';

/** A file that has not been read by then is none that anybody made. */
const PATIENCE_MS = 60_000;

/**
 * Reads a file in a worker of its own, which ends with it.
 * @returns what it holds, or null when it was given up.
 */
export async function readInWorker(bytes: ArrayBuffer, name: string, signal: AbortSignal): Promise<ReadBytes | null> {
  const worker = new Worker(new URL('./readWorker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise<ReadBytes | null>((resolve) => {
      signal.addEventListener('abort', () => resolve(null), { once: true });
      setTimeout(() => resolve({ ok: false, code: 'broken', detail: 'not read in time' }), PATIENCE_MS);
      worker.addEventListener('message', ({ data }: MessageEvent<ReadBytes>) => resolve(data));
      // Out of memory, as a rule: more than it looks like.
      worker.addEventListener('error', () => resolve({ ok: false, code: 'broken', detail: 'the worker broke' }));
      worker.postMessage({ bytes, name }, [bytes]);
    });
  } finally {
    worker.terminate();
  }
}
