import { WeftError } from '@weft/protocol';
import { LazyWorker } from '../workers/LazyWorker.ts';
import { Turns } from '../workers/Turns.ts';
import { startWorker } from '../workers/WorkerCalls.ts';

/** What waits is held in memory, up to 10 MiB each. */
const MOST_WAITING = 20;

/** Makes SVGs safe in a worker: it takes a DOM to do it, which is heavy to load and slow on large drawings. */
export class SvgSanitiser {
  /** One at a time: the time that a drawing may take must not run while another one is looked at. */
  readonly #turns = new Turns(1, MOST_WAITING);
  readonly #worker = new LazyWorker({
    start: () => startWorker(import.meta.url, 'svgWorker', null),
    timeoutMs: 20_000,
    idleMs: 60_000,
  });

  /** @throws WeftError `asset_unsafe` also when the drawing was more than the worker could bear. */
  async sanitise(bytes: Uint8Array): Promise<Uint8Array> {
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      return new TextEncoder().encode((await this.#turns.take(() => this.#worker.call('sanitise', text))) as string);
    } catch (error) {
      if (error instanceof WeftError && (error.code === 'asset_unsafe' || error.code === 'server_full')) throw error;
      throw new WeftError('asset_unsafe', String(error instanceof WeftError ? error.detail : error));
    }
  }

  async close(): Promise<void> {
    await this.#worker.close();
  }
}
