import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readBoard, seedBoard } from '@weft/board-model';
import type { LogEntry } from '@weft/protocol';
import { byName, textFragment, Workshop, type Peer } from '../../contribution/src/workshop.testkit.ts';
import { boardAt, BoardReplay } from './index.ts';

const NOTE = {
  parentId: 'page:page',
  index: 'a1',
  rotation: 0,
  isLocked: false,
  opacity: 1,
  'props.color': 'yellow',
  'props.labelColor': 'black',
  'props.size': 'm',
  'props.font': 'draw',
  'props.align': 'middle',
  'props.verticalAlign': 'middle',
  'props.growY': 0,
  'props.fontSizeAdjustment': 1,
  'props.url': '',
  'props.scale': 1,
  'props.textLastEditedBy': null,
};

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

function perform(workshop: Workshop, { peer: index, act, a, b }: Step): void {
  const peer = workshop.peers[index] as Peer;
  const ids = [...peer.records.keys()].filter((id) => id.startsWith('shape:')).toSorted(byName);
  const id = ids[a % Math.max(1, ids.length)];
  const length = id === undefined ? 0 : peer.text(id).length;
  workshop.wait(b);
  if (act === 'add') peer.add('note', { ...NOTE, xy: [a, b] }, peer.letters(b % 9));
  else if (act === 'undo') peer.undo();
  else if (act === 'redo') peer.redo();
  else if (act === 'disconnect') peer.disconnect();
  else if (act === 'connect') peer.connect();
  else if (act === 'event') workshop.event(peer, { type: 'joined', role: 'participant' });
  else if (id === undefined) return;
  else if (act === 'type') peer.type(id, b % (length + 1), peer.letters(3));
  else if (act === 'bold') embolden(peer, id, b, a);
  else if (act === 'erase') peer.erase(id, b % (length + 1), 2);
  else if (act === 'move') peer.set(id, 'xy', [a, b]);
  else peer.remove(id);
}

/** Marks that overlap concurrently are what Yjs tidies up by itself in documents that apply one update at a time. */
function embolden(peer: Peer, id: string, from: number, length: number): void {
  peer.act(() => {
    const paragraph = textFragment(peer.doc, id)?.get(0);
    const line = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
    if (!(line instanceof Y.XmlText) || line.length === 0) return;
    const start = from % line.length;
    line.format(start, Math.min(1 + (length % 4), line.length - start), { bold: length % 3 === 0 ? null : true });
  });
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
  const workshop = new Workshop(3);
  const moments = new Map<number, Witnessed>();
  workshop.serverDoes(() => seedBoard(workshop.live));
  for (const next of steps) {
    perform(workshop, next);
    moments.set(workshop.log.length, witness(workshop.live));
  }
  for (const peer of workshop.peers) {
    peer.connect();
    moments.set(workshop.log.length, witness(workshop.live));
  }
  return { log: workshop.log, moments };
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
    const workshop = new Workshop(1);
    const [ann] = workshop.peers as [Peer];
    workshop.serverDoes(() => seedBoard(workshop.live));
    const id = ann.add('note', { ...NOTE, xy: [10, 20] }, 'abc');
    const then = workshop.log.length;
    ann.set(id, 'xy', [500, 600]);
    ann.remove(id);
    expect(boardAt(workshop.log.slice(0, then)).records.get(id as never)).toMatchObject({ x: 10, y: 20, type: 'note' });
    expect(boardAt(workshop.log).records.has(id)).toBe(false);
  });

  it('refuses a log with a gap, and entries that are out of order', () => {
    const workshop = new Workshop(1);
    const [ann] = workshop.peers as [Peer];
    const id = ann.add('note', NOTE, 'abc');
    ann.type(id, 3, 'd');
    const [first, second] = workshop.log as [LogEntry, LogEntry];
    expect(() => boardAt([second])).toThrow(RangeError);
    expect(() => boardAt([second, first])).toThrow(RangeError);
    expect(() => boardAt([{ ...second, seq: 1 }])).toThrow(/not in the log before/);
  });
});
