import type { Intent, OfflineWork } from '@weft/protocol';

export interface EarlyUpdate {
  readonly body: Uint8Array;
  readonly intent: Intent | OfflineWork | null;
}

/**
 * Updates that overtook the work they build on.
 *
 * A y-websocket client that comes back sends what is typed from that moment on at once, but what was done offline only
 * with its SyncStep2, which answers ours. Until that arrives, a change with a gap is not a forgery if the client's
 * SyncStep1 said that it has more than we do; it waits here, and everything after it, so that the order stays.
 */
export class EarlyUpdates {
  readonly #maxBytes: number;
  #expected = false;
  #bytes = 0;
  #waiting: EarlyUpdate[] = [];

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get waiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** The client's SyncStep1 came: does it have anything that we lack? */
  onStateVector(theirs: ReadonlyMap<number, number>, ourClock: (client: number) => number): void {
    for (const [client, clock] of theirs) if (clock > ourClock(client)) this.#expected = true;
  }

  /** @returns false when nothing more is to be expected from this client, or it is too much. */
  keep(update: EarlyUpdate): boolean {
    this.#bytes += update.body.byteLength;
    if (!this.#expected || this.#bytes > this.#maxBytes) return false;
    this.#waiting.push(update);
    return true;
  }

  /** The client's SyncStep2 is in: @returns what waited for it, in order. */
  release(): readonly EarlyUpdate[] {
    const released = this.#waiting;
    this.#waiting = [];
    this.#expected = false;
    this.#bytes = 0;
    return released;
  }
}
