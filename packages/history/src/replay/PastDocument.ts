import { boardAge, formatOf, LiveBoardView, readPastBoard, type BoardView } from '@weft/board-model';
import * as Y from 'yjs';
import type { BoardRecord } from '../track/Track.ts';
import type { PastEntry } from './ReplayLog.ts';

/** Takes a whole state into an empty document, as `Y.applyUpdate` does. */
export type ApplyState = (doc: Y.Doc, state: Uint8Array) => void;

/** A keyframe: the state after entry `seq`, and up to which entry it can be gone on from (null: any). */
export interface Beginning {
  readonly seq: number;
  readonly until: number | null;
  readonly state: Uint8Array | null;
}

/** A document as it was after some entry, and its view. */
export class PastDocument {
  readonly #doc = new Y.Doc();
  /** Entries after this one may refer to what it has no more. */
  readonly until: number | null;
  #view: LiveBoardView | null = null;
  #seq: number;

  constructor({ seq, until, state }: Beginning, applyState: ApplyState) {
    this.#seq = seq;
    this.until = until;
    if (state === null) return;
    // What was deleted in a keyframe is gone from it already: looking for it again is a tenth of reading one.
    this.#doc.gc = false;
    this.#doc.transact(() => applyState(this.#doc, state));
    this.#doc.gc = true;
  }

  get seq(): number {
    return this.#seq;
  }

  /** In one transaction: many times faster, and Yjs tidies up nothing of its own accord. @returns whether they fit */
  append(entries: readonly PastEntry[]): boolean {
    this.#doc.transact(() => {
      for (const { kind, payload } of entries) if (kind === 'update') Y.applyUpdate(this.#doc, payload);
    });
    this.#seq = entries.at(-1)?.seq ?? this.#seq;
    return this.#doc.store.pendingStructs === null && this.#doc.store.pendingDs === null;
  }

  /** What changed since it was last asked; all records where that is not known. */
  changes(all: boolean): { put: readonly BoardRecord[]; removed: readonly string[] } | Pick<BoardView, 'records'> {
    // What was written by an older Weft is brought to today's schema as a whole.
    if (boardAge(formatOf(this.#doc)) === 'older') {
      this.#view?.destroy();
      this.#view = null;
      return { records: readPastBoard(this.#doc).records };
    }
    if (this.#view !== null && !all) return this.#view.flush();
    this.#view ??= new LiveBoardView(this.#doc);
    return { records: this.#view.view.records };
  }

  destroy(): void {
    this.#view?.destroy();
    this.#doc.destroy();
  }
}

/** One entry after the other: slow, and only when it is known that something is wrong. @returns the first that does not fit */
export function firstMisfit(past: PastDocument, entries: readonly PastEntry[]): number | null {
  const misfit = entries.find((entry) => !past.append([entry]));
  past.destroy();
  return misfit?.seq ?? null;
}
