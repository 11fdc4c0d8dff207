import type { TLNoteShape } from '@tldraw/tlschema';
import * as Y from 'yjs';
import type { BoardStorage } from './BoardStorage.ts';
import { noteRecords } from './boardRecords.ts';
import { seededRandom } from '../seededRandom.ts';
import { spreadOf, timed } from '../statistics.ts';

export interface DocumentSize {
  readonly bytes: number;
  /** Encoded before the first move: what the records alone come to. */
  readonly bytesBefore: number;
  readonly structs: number;
  readonly microsecondsPerMove: number;
  readonly loadMilliseconds: number;
}

const NOTES = 1_000;
const MOVES_PER_NOTE = 200;
const PEOPLE = 10;
const LOADS = 3;

/**
 * A thousand notes, each moved 200 times; `peoplePerNote` says by how many people in turn before the next note is taken up. One
 * document takes all roles by changing its clientID, which gives the document that ten in sync would have.
 */
export function documentSize(
  storage: BoardStorage,
  textOf: (number: number) => string,
  peoplePerNote: number,
): DocumentSize {
  const doc = new Y.Doc();
  doc.clientID = clientIdOf(PEOPLE);
  const notes = noteRecords(NOTES, textOf);
  storage.putAll(doc, notes);
  const bytesBefore = Y.encodeStateAsUpdate(doc).length;
  const began = performance.now();
  moveAll(doc, storage, notes, peoplePerNote);
  const took = performance.now() - began;
  const update = Y.encodeStateAsUpdate(doc);
  return {
    bytes: update.length,
    bytesBefore,
    structs: [...doc.store.clients.values()].reduce((sum, structs) => sum + structs.length, 0),
    microsecondsPerMove: (took * 1_000) / (NOTES * MOVES_PER_NOTE),
    loadMilliseconds: loadTime(update),
  };
}

function moveAll(doc: Y.Doc, storage: BoardStorage, notes: readonly TLNoteShape[], peoplePerNote: number): void {
  const random = seededRandom(1);
  notes.forEach((note, number) => {
    let from = note;
    for (let move = 0; move < MOVES_PER_NOTE; move++) {
      const turn = Math.floor((move * peoplePerNote) / MOVES_PER_NOTE);
      doc.clientID = clientIdOf((number + turn) % PEOPLE);
      const to = { ...from, x: from.x + (random() - 0.5) * 40, y: from.y + (random() - 0.5) * 40 };
      storage.move(doc, from, to);
      from = to;
    }
  });
}

/** As large as real ones are: five bytes each. */
function clientIdOf(person: number): number {
  return 3_000_000_017 + person * 104_729_321;
}

function loadTime(update: Uint8Array): number {
  const runs = Array.from({ length: LOADS }, () => timed(() => Y.applyUpdate(new Y.Doc(), update)));
  return spreadOf(runs).p50;
}
