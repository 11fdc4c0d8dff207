import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readBoard, seedBoard } from '@weft/board-model';
import type { LogEntry } from '@weft/protocol';
import { boardAt, BoardReplay } from './index.ts';
import { LoggedBoard, type Peer } from './loggedBoard.testkit.ts';

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
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function perform(board: LoggedBoard, { peer: index, act, a, b }: Step): void {
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

const steps = fc.array(step, { minLength: 1, maxLength: 25, size: 'max' });

describe('Replaying a generated log', () => {
  it('[I1] gives the live document at every moment: equal state vectors, snapshots and normalised records', () => {
    fc.assert(
      fc.property(steps, (all) => {
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
      fc.property(steps, fc.integer({ min: 1, max: 7 }), (all, portion) => {
        const { log } = hold(all);
        const replay = new BoardReplay();
        for (let i = 0; i < log.length; i += portion) replay.append(log.slice(i, i + portion));
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
