import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { person, SimulatedBoard } from './simulatedBoard.testkit.ts';
import { openPeer } from '../../update-codec/src/peers.testkit.ts';
import { finish, play, seat, type Step, steps, type Table } from './tab.testkit.ts';

const content = (doc: Y.Doc) => ({ records: doc.getMap('records').toJSON(), board: doc.getMap('board').toJSON() });

function playToTheEnd(script: readonly Step[]): Table {
  const table = seat();
  play(table, script);
  finish(table);
  return table;
}

describe('people who use the board as it is meant', () => {
  it('[G12] are never refused, offline, reloading, with several tabs, merging and undoing; and all converge', () => {
    const seen = { accept: 0, 'nothing-new': 0, partlyKnown: 0 };
    fc.assert(
      fc.property(steps, (script) => {
        const { board, tabs } = playToTheEnd(script);
        for (const verdict of board.verdicts) {
          if (verdict.kind === 'refuse') throw new Error(`${verdict.code}: ${verdict.detail}`);
          if (verdict.kind === 'neutralise') throw new Error(`not permitted: ${verdict.refused.join(' ')}`);
          seen[verdict.kind] += 1;
          if (verdict.kind === 'accept' && verdict.partlyKnown) seen.partlyKnown += 1;
        }
        expect(board.pending).toBeNull();
        for (const { doc } of tabs) expect(content(doc)).toEqual(content(board.doc));
      }),
      { numRuns: 120 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(5);
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

  it('[G12] are not refused for old values that an undo history keeps, merged to map entries of several clocks', () => {
    const board = new SimulatedBoard();
    const peer = openPeer(900);
    const record = new Y.Map<unknown>();
    peer.doc.transact(() => peer.doc.getMap('records').set('shape:a', record), 'local');
    for (let x = 0; x < 8; x += 1) peer.doc.transact(() => record.set('xy', [x, x]), 'local');
    const update = Y.encodeStateAsUpdate(peer.doc);
    const long = Y.decodeUpdate(update).structs.filter(({ length }) => length > 1);
    expect(long.map((struct) => struct instanceof Y.Item && struct.content.getRef())).toEqual([8]);
    expect(board.receive(update, person('ann'), 'participant', peer).kind).toBe('accept');
    expect(content(board.doc).records['shape:a']).toEqual({ xy: [7, 7] });
  });
});
