import * as Y from 'yjs';
import { readPastBoard, type BoardView } from '@weft/board-model';
import type { LogEntry } from '@weft/protocol';

/**
 * A board put together from its log. Entries come in portions of any size, in the log's order, so that nobody has to
 * hold a whole log in memory; the result does not depend on how they are portioned.
 */
export class BoardReplay {
  readonly doc = new Y.Doc();
  #seq: number;

  /** @param begin where the replay begins, if not before the first entry: a state and the entry that it is after */
  constructor(begin: { readonly seq: number; readonly state: Uint8Array | null } = { seq: 0, state: null }) {
    const { seq, state } = begin;
    this.#seq = seq;
    if (state !== null) this.doc.transact(() => Y.applyUpdate(this.doc, state));
  }

  /** The last entry replayed; 0 before the first. */
  get seq(): number {
    return this.#seq;
  }

  /**
   * Replays the next entries. Each portion is one transaction: that is many times faster than one an entry, and in a
   * transaction of our own Yjs does not tidy up text marks afterwards, a change that is not in the log.
   * @throws RangeError if an entry is not the next one, or refers to something that no earlier entry brought.
   */
  append(entries: Iterable<LogEntry>): void {
    this.doc.transact(() => {
      for (const { seq, kind, payload } of entries) {
        if (seq !== this.#seq + 1) throw new RangeError(`entry ${seq} does not follow ${this.#seq}`);
        if (kind === 'update') Y.applyUpdate(this.doc, payload);
        this.#seq = seq;
      }
    });
    if (this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null) {
      throw new RangeError(`entries up to ${this.#seq} refer to something that is not in the log before them`);
    }
  }

  /** The board as everybody saw it after the last entry replayed, in the schema of today. */
  view(): BoardView {
    return readPastBoard(this.doc);
  }

  destroy(): void {
    this.doc.destroy();
  }
}

/** The board after a log's first entries: those with `at` ≤ t give the board at t. */
export function boardAt(entries: Iterable<LogEntry>): BoardView {
  const replay = new BoardReplay();
  replay.append(entries);
  const view = replay.view();
  replay.destroy();
  return view;
}
