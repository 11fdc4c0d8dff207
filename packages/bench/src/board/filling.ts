import type { TLRecord } from '@tldraw/tlschema';
import { LiveBoardView, seedBoard, writeChanges } from '@weft/board-model';
import * as Y from 'yjs';
import { spreadOf, timed, type Spread } from '../statistics.ts';
import { asAdded, noteRecord, noteRecords, sentence } from './boardRecords.ts';
import { openStore } from './openStore.ts';

/** The steps from an encoded document to a store that was read once; in ms. */
export interface FillingCost {
  readonly decode: Spread;
  readonly view: Spread;
  readonly put: Spread;
  readonly firstRead: Spread;
  readonly total: Spread;
}

const RUNS = 7;
const PAGE = noteRecord(0, '').parentId;

/** A new page opens a board of so many notes with text. */
export function fillingCost(items: number): { readonly weft: FillingCost; readonly wholeRecords: FillingCost } {
  const notes = noteRecords(items, sentence);
  const ours = new Y.Doc();
  seedBoard(ours);
  writeChanges(ours, { added: asAdded(notes), updated: {}, removed: {} }, 'bench');
  const theirs = new Y.Doc();
  theirs.transact(() => {
    for (const record of new LiveBoardView(ours).view.records.values()) theirs.getMap('records').set(record.id, record);
  });
  return {
    weft: fill(Y.encodeStateAsUpdate(ours), (doc) => [...new LiveBoardView(doc).view.records.values()]),
    // What is stored whole was put there by this program; without a check it goes into the store as it lies.
    wholeRecords: fill(Y.encodeStateAsUpdate(theirs), (doc) => [...doc.getMap<TLRecord>('records').values()]),
  };
}

function fill(update: Uint8Array, read: (doc: Y.Doc) => TLRecord[]): FillingCost {
  const runs = Array.from({ length: RUNS }, () => fillOnce(update, read));
  const column = (pick: (run: FillingRun) => number): Spread => spreadOf(runs.map(pick));
  return {
    decode: column((run) => run.decode),
    view: column((run) => run.view),
    put: column((run) => run.put),
    firstRead: column((run) => run.firstRead),
    total: column((run) => run.decode + run.view + run.put + run.firstRead),
  };
}

interface FillingRun {
  readonly decode: number;
  readonly view: number;
  readonly put: number;
  readonly firstRead: number;
}

function fillOnce(update: Uint8Array, read: (doc: Y.Doc) => TLRecord[]): FillingRun {
  const doc = new Y.Doc();
  let records: TLRecord[] = [];
  const store = openStore();
  return {
    decode: timed(() => Y.applyUpdate(doc, update)),
    view: timed(() => {
      records = read(doc);
    }),
    put: timed(() => store.mergeRemoteChanges(() => store.put(records))),
    firstRead: timed(() => store.query.records('shape', () => ({ parentId: { eq: PAGE } })).get()),
  };
}
