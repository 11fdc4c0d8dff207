import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { applyAccepted, SimulatedBoard } from './simulatedBoard.testkit.ts';
import { finish, play, seat, step, type Step, type Table } from './tab.testkit.ts';
import type { Verdict } from './index.ts';

interface Turn {
  readonly turn: 'lock' | 'unlock';
  readonly item: string;
}
type Deed = Step | Turn;

const item = fc.nat(4).map((number) => `shape:${number}`);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 12, arbitrary: step },
  { weight: 2, arbitrary: fc.record({ turn: fc.constantFrom('lock', 'lock', 'unlock'), item }) },
);
const deeds = fc.array(deed, { minLength: 40, maxLength: 160 });

const recordsIn = (doc: Y.Doc): Record<string, unknown> => doc.getMap('records').toJSON();

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

/** What an update would do were nothing locked, and what it did: the one may differ from the other in locked records only. */
function expectOnlyLocksHeld(before: Y.Doc, bytes: Uint8Array, verdict: Verdict, locked: ReadonlySet<string>): void {
  if (verdict.kind !== 'accept' && verdict.kind !== 'neutralise') return;
  const [free, held] = [copyOf(before), copyOf(before)];
  applyAccepted(free, bytes, { ...verdict, kind: 'accept' });
  applyAccepted(held, bytes, verdict);
  const [was, wanted, now] = [recordsIn(before), recordsIn(free), recordsIn(held)];
  for (const id of new Set([...Object.keys(was), ...Object.keys(wanted), ...Object.keys(now)])) {
    expect(now[id]).toEqual(locked.has(id) ? was[id] : wanted[id]);
    const refused = verdict.kind === 'neutralise' && verdict.refused.includes(id);
    if (locked.has(id) && JSON.stringify(was[id]) !== JSON.stringify(wanted[id])) expect(refused).toBe(true);
    if (!locked.has(id)) expect(refused).toBe(false);
  }
  expect(held.store.pendingStructs ?? held.store.pendingDs).toBeNull();
}

class WatchedBoard extends SimulatedBoard {
  neutralised = 0;

  override receive(...[bytes, personId, role, from]: Parameters<SimulatedBoard['receive']>): Verdict {
    const before = copyOf(this.doc);
    const verdict = super.receive(bytes, personId, role, from);
    if (verdict.kind === 'neutralise' && verdict.refused.length > 0) this.neutralised += 1;
    expectOnlyLocksHeld(before, bytes, verdict, role === 'participant' ? this.locked : new Set());
    return verdict;
  }
}

function playDeeds(table: Table, script: readonly Deed[]): void {
  for (const what of script) {
    if (!('turn' in what)) play(table, [what]);
    else if (what.turn === 'lock') table.board.locked.add(what.item);
    else table.board.locked.delete(what.item);
  }
  finish(table);
}

describe('people on a board on which a facilitator locks and unlocks', () => {
  it('[G17] lose only what they do to locked items, offline, reloading, undoing and merging; all converge, and so does the log', () => {
    let neutralised = 0;
    fc.assert(
      fc.property(deeds, (script) => {
        const board = new WatchedBoard();
        const table = seat(board);
        playDeeds(table, script);
        neutralised += board.neutralised;
        for (const verdict of board.verdicts) {
          if (verdict.kind === 'refuse') throw new Error(`${verdict.code}: ${verdict.detail}`);
        }
        expect(board.pending).toBeNull();
        const replayed = new Y.Doc();
        for (const update of board.log) Y.applyUpdate(replayed, update);
        expect(recordsIn(replayed)).toEqual(recordsIn(board.doc));
        expect(Y.encodeStateVector(replayed)).toEqual(Y.encodeStateVector(board.doc));
        for (const { doc } of table.tabs) expect(recordsIn(doc)).toEqual(recordsIn(board.doc));
      }),
      { numRuns: 80 },
    );
    expect(neutralised).toBeGreaterThan(20);
  });
});
