import type { TLRecord } from '@tldraw/tlschema';
import { LiveBoardView } from '@weft/board-model';
import * as Y from 'yjs';
import { spreadOf, timed, type Spread } from '../statistics.ts';
import { noteRecords, sentence } from './boardRecords.ts';
import { WEFT } from './BoardStorage.ts';
import { noteMoves } from './noteMoves.ts';
import { openStore } from './openStore.ts';

export interface RemoteChangeCost {
  readonly items: number;
  /** `Y.applyUpdate` on a document that nobody looks at. */
  readonly yjs: Spread;
  /** What the live view adds: noting the change and working it in. */
  readonly binding: Spread;
  /** tldraw's store takes the changed record. */
  readonly store: Spread;
  /** Reading the whole board again instead, as a binding without a live view would. */
  readonly wholeStore: Spread;
}

const WARM_UP = 300;
const CHANGES = 1_500;
const WHOLE_READS = 5;

/** One remote move of one note, again and again, on a board of so many. */
export function remoteChangeCost(items: number): RemoteChangeCost {
  const notes = noteRecords(items, sentence);
  const source = new Y.Doc();
  WEFT.putAll(source, notes);
  const [bare, watched] = [copyOf(source), copyOf(source)];
  const view = new LiveBoardView(watched);
  const store = openStore();
  store.put([...view.view.records.values()]);
  const samples = { yjs: [] as number[], binding: [] as number[], store: [] as number[] };
  const updates = noteMoves(WEFT, source, notes, WARM_UP + CHANGES);
  updates.forEach((update, i) => {
    const yjs = timed(() => Y.applyUpdate(bare, update));
    let changed: readonly TLRecord[] = [];
    const both = timed(() => {
      Y.applyUpdate(watched, update);
      changed = view.flush().put;
    });
    const put = timed(() => store.mergeRemoteChanges(() => store.put([...changed])));
    if (changed.length !== 1) throw new Error(`a move changed ${changed.length} records`);
    if (i < WARM_UP) return;
    samples.yjs.push(yjs);
    samples.binding.push(Math.max(0, both - yjs));
    samples.store.push(put);
  });
  const whole = Array.from({ length: WHOLE_READS }, () => timed(() => new LiveBoardView(bare).destroy()));
  return {
    items,
    yjs: spreadOf(samples.yjs),
    binding: spreadOf(samples.binding),
    store: spreadOf(samples.store),
    wholeStore: spreadOf(whole),
  };
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}
