import { LiveBoardView } from '@weft/board-model';
import type { TLRecord, TLStore } from 'tldraw';
import { YKeyValue } from 'y-utility/y-keyvalue';
import type * as Y from 'yjs';
import { StoreBinding } from '../bindStoreToBoard.ts';
import { atOnce, fillStore } from '../fillStore.ts';

const nothing = (): void => {};

/** A way of binding a store to a document, from both of which it takes nothing but what it needs to be compared. */
export interface Way {
  /** Fills the empty store, and keeps it up to date from then on. @returns what brings in what arrived since. */
  bind(store: TLStore, doc: Y.Doc): () => void;
  /** Does the binding's own part on a document without a store. @returns what works in what arrived since. */
  watch(doc: Y.Doc): () => void;
}

const weft: Way = {
  bind(store, doc) {
    const view = atOnce(fillStore(store, doc));
    const binding = new StoreBinding({
      store,
      doc,
      view,
      sendIntent: nothing,
      onUnwritten: nothing,
      onQuarantine: nothing,
    });
    return () => binding.readNow();
  },
  watch(doc) {
    const view = new LiveBoardView(doc);
    return () => void view.flush();
  },
};

/** A map of whole records, put as they come. */
const wholeRecords: Way = {
  bind(store, doc) {
    const records = doc.getMap<TLRecord>('records');
    put(store, [...records.values()]);
    records.observe(({ keysChanged }) =>
      put(
        store,
        [...keysChanged].flatMap((id) => records.get(id) ?? []),
      ),
    );
    return nothing;
  },
  watch(doc) {
    doc.getMap('records').observe(({ keysChanged }) => void [...keysChanged]);
    return nothing;
  },
};

/** As the official example of tldraw on Yjs does it: pairs of id and whole record in an array. */
const example: Way = {
  bind(store, doc) {
    const records = new YKeyValue(doc.getArray<{ key: string; val: TLRecord }>('pairs'));
    put(
      store,
      records.yarray.toJSON().map(({ val }: { val: TLRecord }) => val),
    );
    records.on('change', (changes: Map<string, unknown>) => {
      put(
        store,
        [...changes.keys()].flatMap((id) => records.get(id) ?? []),
      );
    });
    return nothing;
  },
  watch(doc) {
    const records = new YKeyValue(doc.getArray<{ key: string; val: TLRecord }>('pairs'));
    records.on('change', nothing);
    return nothing;
  },
};

const put = (store: TLStore, records: TLRecord[]): void => store.mergeRemoteChanges(() => store.put(records));

/** By the names of the storages that the bench compares. */
export const WAYS: Readonly<Record<string, Way>> = {
  Weft: weft,
  'whole records': wholeRecords,
  'official example': example,
};
