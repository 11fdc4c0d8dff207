import type { TLNoteShape } from '@tldraw/tlschema';
import { seedBoard, writeChanges } from '@weft/board-model';
import { YKeyValue } from 'y-utility/y-keyvalue';
import * as Y from 'yjs';
import { asAdded } from './boardRecords.ts';

/** One way of keeping tldraw records in a Yjs document; all of them are put through the same work. */
export interface BoardStorage {
  readonly name: string;
  putAll(doc: Y.Doc, notes: readonly TLNoteShape[]): void;
  move(doc: Y.Doc, from: TLNoteShape, to: TLNoteShape): void;
}

/** Weft's own: a map per record, a key per property, one key for the position, text as a shared type. */
const weft: BoardStorage = {
  name: 'Weft',
  putAll(doc, notes) {
    seedBoard(doc);
    writeChanges(doc, { added: asAdded(notes), updated: {}, removed: {} }, 'bench');
  },
  move(doc, from, to) {
    writeChanges(doc, { added: {}, updated: { [to.id]: [from, to] }, removed: {} }, 'bench');
  },
};

/** The same with a key each for x and y: what one writes first. */
const twoKeys: BoardStorage = {
  name: 'two keys x and y',
  putAll(doc, notes) {
    weft.putAll(doc, notes);
    doc.transact(() => {
      for (const note of notes) {
        const map = recordMap(doc, note.id);
        map.delete('xy');
        map.set('x', note.x);
        map.set('y', note.y);
      }
    });
  },
  move(doc, _from, to) {
    const map = recordMap(doc, to.id);
    doc.transact(() => {
      map.set('x', to.x);
      map.set('y', to.y);
    });
  },
};

/** What one comes to next: every change replaces the whole record, the last writer's wins. */
const wholeRecords: BoardStorage = {
  name: 'whole records',
  putAll(doc, notes) {
    const records = doc.getMap('records');
    doc.transact(() => {
      for (const note of notes) records.set(note.id, note);
    });
  },
  move(doc, _from, to) {
    doc.getMap('records').set(to.id, to);
  },
};

const pairsOf = new WeakMap<Y.Doc, YKeyValue<TLNoteShape>>();

function pairsIn(doc: Y.Doc): YKeyValue<TLNoteShape> {
  const pairs = pairsOf.get(doc) ?? new YKeyValue<TLNoteShape>(doc.getArray('pairs'));
  pairsOf.set(doc, pairs);
  return pairs;
}

/**
 * The approach of tldraw's official Yjs example: whole records as pairs in an array, kept by `YKeyValue`. Each change
 * looks through the array, so that it is not put through hundreds of thousands of them.
 */
export const OFFICIAL_EXAMPLE: BoardStorage = {
  name: 'official example',
  putAll(doc, notes) {
    const pairs = pairsIn(doc);
    doc.transact(() => {
      for (const note of notes) pairs.set(note.id, note);
    });
  },
  move(doc, _from, to) {
    pairsIn(doc).set(to.id, to);
  },
};

export const WEFT = weft;
export const WHOLE_RECORDS = wholeRecords;

export const STORAGES: readonly BoardStorage[] = [weft, twoKeys, wholeRecords];

function recordMap(doc: Y.Doc, id: string): Y.Map<unknown> {
  const map = doc.getMap('records').get(id);
  if (!(map instanceof Y.Map)) throw new Error(`${id} is not there`);
  return map;
}
