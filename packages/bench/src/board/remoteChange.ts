import type { TLNoteShape, TLRecord } from '@tldraw/tlschema';
import { LiveBoardView, seedBoard, writeChanges } from '@weft/board-model';
import * as Y from 'yjs';
import { seededRandom } from '../seededRandom.ts';
import { spreadOf, timed, type Spread } from '../statistics.ts';
import { asAdded, noteRecords, sentence } from './boardRecords.ts';
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
  seedBoard(source);
  writeChanges(source, { added: asAdded(notes), updated: {}, removed: {} }, 'bench');
  const [bare, watched] = [copyOf(source), copyOf(source)];
  const view = new LiveBoardView(watched);
  const store = openStore();
  store.put([...view.view.records.values()]);
  const samples = { yjs: [] as number[], binding: [] as number[], store: [] as number[] };
  const updates = moves(source, notes, WARM_UP + CHANGES);
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

function moves(doc: Y.Doc, notes: readonly TLNoteShape[], count: number): Uint8Array[] {
  const random = seededRandom(3);
  const at = [...notes];
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  while (updates.length < count) {
    const i = Math.floor(random() * at.length);
    const from = at[i];
    if (!from) continue;
    const to = { ...from, x: from.x + 1 + random() * 50, y: from.y + random() * 50 };
    writeChanges(doc, { added: {}, updated: { [to.id]: [from, to] }, removed: {} }, 'bench');
    at[i] = to;
  }
  return updates;
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}
