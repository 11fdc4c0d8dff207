import * as fc from 'fast-check';
import type * as Y from 'yjs';
import type { LoggedBoard, Peer } from './loggedBoard.testkit.ts';

const step = fc.record({
  peer: fc.nat(2),
  act: fc.constantFrom(
    'add',
    'type',
    'type',
    'bold',
    'bold',
    'erase',
    'move',
    'remove',
    'undo',
    'redo',
    'disconnect',
    'connect',
    'event',
  ),
  a: fc.nat(1_000),
  b: fc.nat(1_000),
});
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** One thing that somebody does; `a` and `b` choose what exactly. */
export function perform(board: LoggedBoard, { peer: index, act, a, b }: Step): void {
  const peer = board.peers[index] as Peer;
  const ids = peer.itemIds();
  const id = ids[a % Math.max(1, ids.length)];
  board.now += b;
  if (act === 'add') peer.addNote(`shape:${index}-${board.now}-${a}`, [a, b], 'abcdefghi'.slice(b % 9));
  else if (act === 'undo') peer.undoManager.undo();
  else if (act === 'redo') peer.undoManager.redo();
  else if (act === 'disconnect') peer.disconnect();
  else if (act === 'connect') peer.connect();
  else if (act === 'event') board.event();
  else if (id === undefined) return;
  else if (act === 'type') peer.write(id, (line) => line.insert(b % (line.length + 1), 'xyz'));
  else if (act === 'bold') peer.write(id, (line) => embolden(line, b, a));
  else if (act === 'erase') peer.write(id, (line) => line.delete(0, Math.min(line.length, 1 + (b % 4))));
  else if (act === 'move') peer.set(id, 'xy', [a, b]);
  else peer.act(() => peer.records.delete(id));
}

/** Marks that overlap concurrently are what Yjs tidies up by itself in documents that apply one update at a time. */
function embolden(line: Y.XmlText, from: number, length: number): void {
  if (line.length === 0) return;
  const start = from % line.length;
  line.format(start, Math.min(1 + (length % 4), line.length - start), { bold: length % 3 === 0 ? null : true });
}

/** What people do on a board of three, in some order. */
export const anySteps = fc.array(step, { minLength: 1, maxLength: 25, size: 'max' });
