import * as Y from 'yjs';
import { readBoardEvent, type BoardId } from '@weft/protocol';
import type { UpdateLog } from '../log/UpdateLog.ts';
import { BoardLocks } from './BoardLocks.ts';

const PAGE = 1_000;

/** A board as its log tells it [I1]. */
export interface LoadedBoard {
  readonly doc: Y.Doc;
  readonly locks: BoardLocks;
  /** What it was read from, together: an upper bound of what it takes. */
  readonly bytes: number;
  /** Keyframes that were damaged, in words: the board is whole without them, and somebody should know. */
  readonly damaged: readonly string[];
}

/**
 * The log replayed from its newest keyframe on: all updates in order, inside one transaction (measured to be the
 * fastest), and what events say, which no keyframe holds.
 */
export async function loadBoard(log: UpdateLog, boardId: BoardId): Promise<LoadedBoard> {
  const { seq, state, damaged } = await log.keyframe(boardId, Number.MAX_SAFE_INTEGER);
  const updates: Uint8Array[] = state === null ? [] : [state];
  const locks = new BoardLocks();
  for (const payload of await log.events(boardId, seq)) applyEvent(locks, payload);
  for (let after = seq; ;) {
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
  return { doc, locks, bytes: updates.reduce((sum, { byteLength }) => sum + byteLength, 0), damaged };
}

function applyEvent(locks: BoardLocks, payload: Uint8Array): void {
  const event = readBoardEvent(payload);
  // One of a newer Weft has no meaning here.
  if (event !== null) locks.apply(event);
}
