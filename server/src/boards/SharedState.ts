import * as Y from 'yjs';
import { mergeUpdates } from './mergeUpdates.ts';

/** What one who comes is to be sent, in this order. */
export interface StateAnswer {
  /** All that the asker lacked when the state was last written down. */
  readonly state: Uint8Array;
  /** What came since; null for nothing. */
  readonly since: Uint8Array | null;
}

/** The state is written down anew when what came since is more than this share of it … */
const TAIL_SHARE = 1 / 8;
/** … or this much, in bytes, for a small board, */
const LEAST_TAIL_BYTES = 16 * 1024;
/** … or this many updates: `Y.mergeUpdates` is quadratic. */
const MAX_TAIL_UPDATES = 200;

/**
 * The board's state, encoded once for all who come, and the updates since. Hundreds who join at once cost a copy of bytes
 * each, not a walk through the document each; nothing is kept, nor gathered, while nobody comes.
 */
export class SharedState {
  readonly #doc: Y.Doc;
  readonly #onWritten: (bytes: number) => void;
  #state: Uint8Array | null = null;
  #tail: Uint8Array[] = [];
  #tailBytes = 0;
  #merged: Uint8Array | null = null;

  /** @param onWritten told how many bytes the whole state has, whenever it is written down */
  constructor(doc: Y.Doc, onWritten: (bytes: number) => void = () => undefined) {
    this.#doc = doc;
    this.#onWritten = onWritten;
  }

  /** The document changed by this update. */
  changed(update: Uint8Array): void {
    if (this.#state === null) return;
    this.#tail.push(update);
    this.#tailBytes += update.byteLength;
    this.#merged = null;
    if (this.#isStale(this.#state)) this.forget();
  }

  /** Lets go of what was gathered: the next who comes pays for writing it down. */
  forget(): void {
    this.#state = null;
    this.#tail = [];
    this.#tailBytes = 0;
    this.#merged = null;
  }

  /** @param stateVector of the asker, encoded; one who knows nothing gets the shared bytes themselves. */
  answer(stateVector: Uint8Array): StateAnswer {
    if (!isEmpty(stateVector)) return { state: Y.encodeStateAsUpdate(this.#doc, stateVector), since: null };
    this.#state ??= this.#write();
    if (this.#tail.length > 0) this.#merged ??= mergeUpdates(this.#tail);
    return { state: this.#state, since: this.#merged };
  }

  #write(): Uint8Array {
    const state = Y.encodeStateAsUpdate(this.#doc);
    this.#onWritten(state.byteLength);
    return state;
  }

  #isStale(state: Uint8Array): boolean {
    const bytes = Math.max(LEAST_TAIL_BYTES, state.byteLength * TAIL_SHARE);
    return this.#tail.length > MAX_TAIL_UPDATES || this.#tailBytes > bytes;
  }
}

const isEmpty = (stateVector: Uint8Array): boolean => stateVector.byteLength === 0 || stateVector[0] === 0;
