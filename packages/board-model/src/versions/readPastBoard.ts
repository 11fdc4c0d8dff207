import * as Y from 'yjs';
import { formatOf } from '../format.ts';
import type { BoardView } from '../readBoard.ts';
import { readBoard } from '../readBoard.ts';
import { boardAge } from './boardAge.ts';
import { migrateBoard } from './migrateBoard.ts';

/**
 * Reads a board as of some time past in today's schema, whatever it was written with then. The document itself stays
 * as it is: the log goes on from there.
 */
export function readPastBoard(doc: Y.Doc): BoardView {
  if (boardAge(formatOf(doc)) !== 'older') return readBoard(doc);
  const today = new Y.Doc();
  Y.applyUpdate(today, Y.encodeStateAsUpdate(doc));
  migrateBoard(today);
  const view = readBoard(today);
  today.destroy();
  return view;
}
