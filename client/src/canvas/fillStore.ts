import type { TLRecord, TLStore } from '@tldraw/tlschema';
import { LiveBoardView } from '@weft/board-model';
import type * as Y from 'yjs';

/** How far the opening of a board has come: of so many items so many are there. */
export interface OpeningProgress {
  readonly done: number;
  readonly total: number;
}

/** Some milliseconds' worth of filling. */
const RECORDS_A_PORTION = 200;
/** Of the time that opening takes: reading the document, and filling the store with what was read. */
const READING = 0.75;

/**
 * Fills an empty store with a board, in portions between which the page may do other things and the document may change.
 * When the last is taken, the store holds what the view holds at that moment.
 *
 * @returns the live view that the store was filled from; the first flush counts from here.
 */
export function* fillStore(store: TLStore, doc: Y.Doc): Generator<OpeningProgress, LiveBoardView, undefined> {
  const view = yield* readView(doc);
  let isFull = false;
  try {
    const records = [...view.view.records.values()];
    // Documents and pages first: the store would make its own where it has none.
    const framing = records.filter(isFraming);
    const content = records.filter((record) => !isFraming(record));
    putAsRemote(store, framing);
    const total = content.filter(({ typeName }) => typeName === 'shape').length;
    for (let at = 0; at < content.length; at += RECORDS_A_PORTION) {
      putAsRemote(store, content.slice(at, at + RECORDS_A_PORTION));
      const share = READING + (1 - READING) * (at / content.length);
      yield { done: Math.round(total * share), total };
    }
    takeIn(store, view);
    isFull = true;
    return view;
  } finally {
    if (!isFull) view.destroy();
  }
}

function* readView(doc: Y.Doc): Generator<OpeningProgress, LiveBoardView, undefined> {
  const reading = LiveBoardView.opening(doc);
  try {
    for (;;) {
      const next = reading.next();
      if (next.done === true) return next.value;
      const { read, total } = next.value;
      yield { done: Math.round(read * READING), total };
    }
  } finally {
    reading.return(undefined as never);
  }
}

const isFraming = ({ typeName }: TLRecord): boolean => typeName === 'document' || typeName === 'page';

const putAsRemote = (store: TLStore, records: TLRecord[]): void => store.mergeRemoteChanges(() => store.put(records));

/** What has changed in the document since the view was read. */
function takeIn(store: TLStore, view: LiveBoardView): void {
  const { put, removed } = view.flush();
  store.mergeRemoteChanges(() => {
    store.remove((removed as TLRecord['id'][]).filter((id) => store.has(id)));
    store.put(put);
  });
}

/** Takes all portions of some work at once. */
export function atOnce<Result>(work: Generator<unknown, Result, undefined>): Result {
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
  }
}
