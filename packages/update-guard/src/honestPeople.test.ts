import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { person, SimulatedBoard } from './simulatedBoard.testkit.ts';
import { play, steps } from './tab.testkit.ts';

const content = (doc: Y.Doc) => ({ records: doc.getMap('records').toJSON(), board: doc.getMap('board').toJSON() });

describe('people who use the board as it is meant', () => {
  it('[G12] are never refused, offline, reloading, with several tabs, merging and undoing; and all converge', () => {
    const seen = { accept: 0, 'nothing-new': 0, partlyKnown: 0 };
    fc.assert(
      fc.property(steps, (script) => {
        const { board, tabs } = play(script);
        for (const verdict of board.verdicts) {
          if (verdict.kind === 'refuse') throw new Error(`${verdict.code}: ${verdict.detail}`);
          seen[verdict.kind] += 1;
          if (verdict.kind === 'accept' && verdict.partlyKnown) seen.partlyKnown += 1;
        }
        expect(board.pending).toBeNull();
        for (const { doc } of tabs) expect(content(doc)).toEqual(content(board.doc));
      }),
      { numRuns: 250 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(30);
  });

  it('[G12] are not refused for coming back with the clientIDs of many earlier sessions', () => {
    const board = new SimulatedBoard();
    const doc = new Y.Doc();
    for (let session = 0; session < 40; session += 1) {
      doc.clientID = 1_000 + session;
      doc.getMap('records').set(`shape:${session}`, new Y.Map([['xy', [session, session]]]));
      if (session % 3 === 0) doc.getMap('records').delete(`shape:${session}`);
    }
    const verdict = board.receive(Y.encodeStateAsUpdate(doc), person('ann'), 'participant', doc);
    expect(verdict.kind).toBe('accept');
    expect(board.pending).toBeNull();
    expect(board.judge(Y.encodeStateAsUpdate(doc), person('ann')).kind).toBe('nothing-new');
  });
});
