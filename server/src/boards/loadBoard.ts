import * as Y from 'yjs';
import { readBoardEvent, type BoardId } from '@weft/protocol';
import type { UpdateLog } from '../log/UpdateLog.ts';
import { BoardLocks } from './BoardLocks.ts';

const PAGE = 1_000;

/** A board as its log tells it [I1]. */
export interface LoadedBoard {
  readonly doc: Y.Doc;
  readonly locks: BoardLocks;
}

/** The log replayed: all updates in order, inside one transaction (measured to be the fastest), and what events say. */
export async function loadBoard(log: UpdateLog, boardId: BoardId): Promise<LoadedBoard> {
  const updates: Uint8Array[] = [];
  const locks = new BoardLocks();
  for (let after = 0; ;) {
    const entries = await log.read(boardId, after, PAGE);
    for (const { kind, payload } of entries) {
      if (kind === 'update') updates.push(payload);
      else applyEvent(locks, payload);
    }
    const last = entries.at(-1);
    if (last === undefined || entries.length < PAGE) break;
    after = last.seq;
  }
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  return { doc, locks };
}

function applyEvent(locks: BoardLocks, payload: Uint8Array): void {
  const event = readBoardEvent(payload);
  // One of a newer Weft has no meaning here.
  if (event !== null) locks.apply(event);
}
