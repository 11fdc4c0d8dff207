import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { seedBoard } from '@weft/board-model';
import { boardAt, BoardReplay } from '../boardAt.ts';
import { LoggedBoard, type Peer } from '../loggedBoard.testkit.ts';
import { anySteps, perform, type Step } from '../workingSteps.testkit.ts';
import { pruneState } from './pruneState.ts';

function stateAt(board: LoggedBoard, seq: number): Uint8Array {
  const replay = new BoardReplay();
  replay.append(board.log.slice(0, seq));
  return Y.encodeStateAsUpdate(replay.doc);
}

const payloads = (board: LoggedBoard, from: number, to: number) =>
  board.log.slice(from, to).flatMap(({ kind, payload }) => (kind === 'update' ? [payload] : []));

/** Few items that many work on without a connection: whatever can refer to an old value does. */
const contested = fc.array(
  fc.record({
    peer: fc.nat(2),
    act: fc.constantFrom<Step['act'][]>(
      'move',
      'move',
      'move',
      'disconnect',
      'connect',
      'undo',
      'remove',
      'type',
      'add',
    ),
    a: fc.nat(3),
    b: fc.nat(1_000),
  }),
  { minLength: 4, maxLength: 40, size: 'max' },
);

function structsOf(state: Uint8Array): number {
  return Y.decodeUpdate(state).structs.length;
}

describe('[H10] a pruned keyframe', () => {
  it('gives every moment up to where it is pruned for as the whole one does: records, state vector and what is deleted', () => {
    fc.assert(
      fc.property(fc.oneof(anySteps, contested), fc.nat(), fc.nat(), (steps, one, other) => {
        const board = new LoggedBoard(3);
        seedBoard(board.live);
        board.peers[0]?.addNote('shape:a', [0, 0], 'abc');
        for (const step of steps) perform(board, step);
        for (const peer of board.peers) peer.connect();
        const [seq, until] = [one, other].map((n) => n % (board.log.length + 1)).toSorted((a, b) => a - b) as [
          number,
          number,
        ];
        const whole = new BoardReplay({ seq, state: stateAt(board, seq) });
        const pruned = new BoardReplay({ seq, state: pruneState(stateAt(board, seq), payloads(board, seq, until)) });
        for (let at = seq; at <= until; at++) {
          if (at > seq) for (const replay of [whole, pruned]) replay.append(board.log.slice(at - 1, at));
          const then = boardAt(board.log.slice(0, at)).records;
          expect(Object.fromEntries(pruned.view().records)).toEqual(Object.fromEntries(then));
          expect(Y.equalSnapshots(Y.snapshot(pruned.doc), Y.snapshot(whole.doc))).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('holds no more than what there is, where people only moved things about', () => {
    const board = new LoggedBoard(2);
    const [ann, ben] = board.peers as [Peer, Peer];
    seedBoard(board.live);
    ann.addNote('shape:a', [0, 0], 'abc');
    for (let i = 0; i < 200; i++) [ann, ben][i % 2]?.set('shape:a', 'xy', [i, i]);
    const { length } = board.log;
    const [whole, fresh] = [stateAt(board, length - 50), stateAt(board, 3)];
    const pruned = pruneState(whole, payloads(board, length - 50, length));
    expect(structsOf(whole)).toBeGreaterThan(150);
    expect(structsOf(pruned)).toBeLessThan(structsOf(fresh) + 8);
  });

  it('keeps the old value of a key that somebody who was away builds on', () => {
    const board = new LoggedBoard(2);
    const [ann, ben] = board.peers as [Peer, Peer];
    seedBoard(board.live);
    ann.addNote('shape:a', [0, 0], 'abc');
    ann.set('shape:a', 'xy', [1, 1]);
    ben.disconnect();
    ben.set('shape:a', 'xy', [500, 500]);
    for (let i = 0; i < 20; i++) ann.set('shape:a', 'xy', [i, i]);
    const seq = board.log.length;
    ben.connect();
    const { length } = board.log;
    const replay = new BoardReplay({ seq, state: pruneState(stateAt(board, seq), payloads(board, seq, length)) });
    replay.append(board.log.slice(seq));
    const shown = replay.view().records.get('shape:a');
    expect(shown).toEqual(boardAt(board.log).records.get('shape:a'));
    // Whoever has the higher clientID wins; the lower one's later moves are in vain.
    expect(shown).toMatchObject({ x: 500 });
  });
});
