import * as Y from 'yjs';
import { person, SimulatedBoard } from './simulatedBoard.testkit.ts';

export const ANN = person('ann');
export const MALLORY = person('mallory');
export const SERVER_ID = 1;
export const ANN_ID = 500;
export const MALLORY_ID = 600;
export const NOBODY_ID = 700;

/** Clocks from 0 that are known on a board of two. */
export const KNOWN = { [SERVER_ID]: 3, [ANN_ID]: 11, [MALLORY_ID]: 6 } as const;

/** A board on which Ann and Mallory have written a note each: the map, its text, and a clock for every character. */
export function boardOfTwo(): SimulatedBoard {
  const board = new SimulatedBoard();
  writeNote(board, ANN_ID, 'shape:a', 'ann wrote');
  writeNote(board, MALLORY_ID, 'shape:m', 'evil');
  board.owners.set(ANN_ID, ANN).set(MALLORY_ID, MALLORY);
  return board;
}

function writeNote(board: SimulatedBoard, client: number, key: string, words: string): void {
  const doc = new Y.Doc();
  doc.clientID = client;
  const note = new Y.Map<unknown>();
  doc.getMap('records').set(key, note);
  note.set('text', new Y.Text(words));
  Y.applyUpdate(board.doc, Y.encodeStateAsUpdate(doc));
}
