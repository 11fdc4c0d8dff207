import type { TLRecord, TLStore } from '@tldraw/tlschema';
import { outlineOf } from '@weft/board-model';
import type { OutlineEntry } from '@weft/board-model';

/** Others who write must not make a reader's page busy: between two readings lies this, or longer on a large board. */
const LEAST_REST_MS = 150;
/** At most a tenth of the time goes into reading; 5 000 items take some 100 ms. */
const RESTS_PER_READING = 9;

/**
 * The outline of what the store holds, read again only when somebody looks and something has changed. From the store
 * and not from the document, so that one's own doing shows at once.
 */
export class OutlineSource {
  readonly #store: TLStore;
  readonly #listeners = new Set<() => void>();
  readonly #stop: () => void;
  #outline: readonly OutlineEntry[] | null = null;
  #rest = LEAST_REST_MS;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(store: TLStore) {
    this.#store = store;
    this.#stop = store.listen(() => this.#changed(), { source: 'all', scope: 'document' });
  }

  read(): readonly OutlineEntry[] {
    // oxlint-disable-next-line no-underscore-dangle -- public; the store tells its listeners once a frame, a reader wants it now
    this.#store._flushHistory();
    this.#outline ??= this.#readNow();
    return this.#outline;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  destroy(): void {
    this.#stop();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  #readNow(): readonly OutlineEntry[] {
    const began = performance.now();
    const records = this.#store.allRecords().map((record): [string, TLRecord] => [record.id, record]);
    const outline = outlineOf(new Map(records));
    this.#rest = Math.max(LEAST_REST_MS, (performance.now() - began) * RESTS_PER_READING);
    return outline;
  }

  #changed(): void {
    this.#outline = null;
    if (this.#listeners.size === 0) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      for (const listener of this.#listeners) listener();
    }, this.#rest);
  }
}
