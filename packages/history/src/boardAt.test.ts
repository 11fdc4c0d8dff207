import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readBoard, seedBoard } from '@weft/board-model';
import type { LogEntry } from '@weft/protocol';
import { boardAt, BoardReplay } from './index.ts';
import { LoggedBoard, type Peer } from './loggedBoard.testkit.ts';
import { anySteps, perform, type Step } from './workingSteps.testkit.ts';

interface Witnessed {
  readonly stateVector: Uint8Array;
  readonly snapshot: Y.Snapshot;
  readonly records: Record<string, unknown>;
}

const witness = (doc: Y.Doc): Witnessed => ({
  stateVector: Y.encodeStateVector(doc),
  snapshot: Y.snapshot(doc),
  records: Object.fromEntries(readBoard(doc).records),
});

function hold(steps: readonly Step[]): { log: readonly LogEntry[]; moments: Map<number, Witnessed> } {
  const board = new LoggedBoard(3);
  const moments = new Map<number, Witnessed>();
  seedBoard(board.live);
  for (const next of steps) {
    perform(board, next);
    moments.set(board.log.length, witness(board.live));
  }
  for (const peer of board.peers) {
    peer.connect();
    moments.set(board.log.length, witness(board.live));
  }
  return { log: board.log, moments };
}

describe('Replaying a generated log', () => {
  it('[I1] gives the live document at every moment: equal state vectors, snapshots and normalised records', () => {
    fc.assert(
      fc.property(anySteps, (all) => {
        const { log, moments } = hold(all);
        for (const [seq, live] of moments) {
          const replay = new BoardReplay();
          replay.append(log.slice(0, seq));
          expect(replay.seq).toBe(seq);
          expect(Y.decodeStateVector(Y.encodeStateVector(replay.doc))).toEqual(Y.decodeStateVector(live.stateVector));
          expect(Y.equalSnapshots(Y.snapshot(replay.doc), live.snapshot)).toBe(true);
          expect(Object.fromEntries(replay.view().records)).toEqual(live.records);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('[I1] gives the same board in portions of any size', () => {
    fc.assert(
      fc.property(anySteps, fc.integer({ min: 1, max: 7 }), (all, portion) => {
        const { log } = hold(all);
        const replay = new BoardReplay();
        for (let i = 0; i < log.length; i += portion) replay.append(log.slice(i, i + portion));
        expect(Object.fromEntries(replay.view().records)).toEqual(Object.fromEntries(boardAt(log).records));
      }),
      { numRuns: 40 },
    );
  });
});

describe('A replay that begins with a keyframe', () => {
  it('[I1] gives the same board as one from the beginning, wherever the keyframe is', () => {
    fc.assert(
      fc.property(anySteps, fc.nat(), (all, choice) => {
        const { log } = hold(all);
        const seq = choice % (log.length + 1);
        const before = new BoardReplay();
        before.append(log.slice(0, seq));
        const replay = new BoardReplay({ seq, state: Y.encodeStateAsUpdate(before.doc) });
        replay.append(log.slice(seq));
        expect(replay.seq).toBe(log.length);
        expect(Object.fromEntries(replay.view().records)).toEqual(Object.fromEntries(boardAt(log).records));
      }),
      { numRuns: 40 },
    );
  });
});

describe('boardAt', () => {
  it('is an empty board before the first entry', () => {
    expect([...boardAt([]).quarantined]).toEqual([]);
    expect([...boardAt([]).records.keys()].filter((id) => id.startsWith('shape:'))).toEqual([]);
  });

  it('shows a note as it was then, not as it is now', () => {
    const board = new LoggedBoard(1);
    const [ann] = board.peers as [Peer];
    seedBoard(board.live);
    ann.addNote('shape:a', [10, 20], 'abc');
    const then = board.log.length;
    ann.set('shape:a', 'xy', [500, 600]);
    ann.act(() => ann.records.delete('shape:a'));
    expect(boardAt(board.log.slice(0, then)).records.get('shape:a')).toMatchObject({ x: 10, y: 20, type: 'note' });
    expect(boardAt(board.log).records.has('shape:a')).toBe(false);
  });

  it('refuses a log with a gap, and entries that are out of order', () => {
    const board = new LoggedBoard(1);
    const [ann] = board.peers as [Peer];
    ann.addNote('shape:a', [0, 0], 'abc');
    ann.write('shape:a', (line) => line.insert(3, 'd'));
    const [first, second] = board.log as [LogEntry, LogEntry];
    expect(() => boardAt([second])).toThrow(RangeError);
    expect(() => boardAt([second, first])).toThrow(RangeError);
    expect(() => boardAt([{ ...second, seq: 1 }])).toThrow(/not in the log before/);
  });
});
