import { LIMITS } from '@weft/protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { history, updatesOf } from '../../update-codec/src/peers.testkit.ts';
import { ANN_ID, boardOfTwo, KNOWN, MALLORY, MALLORY_ID, NOBODY_ID, SERVER_ID } from './boardOfTwo.testkit.ts';
import { encodeForgery, forgery } from './forgedUpdates.testkit.ts';
import { applyAccepted, person, SimulatedBoard } from './simulatedBoard.testkit.ts';

const contentOf = (doc: Y.Doc) => [doc.getMap('records').toJSON(), doc.getMap('board').toJSON()];

describe('whatever is accepted', () => {
  it('[G11] makes no Yjs throw and leaves nothing pending, however it was forged', () => {
    let accepted = 0;
    const forgeries = fc.array(forgery([NOBODY_ID, NOBODY_ID + 1, MALLORY_ID], [ANN_ID, SERVER_ID]), { maxLength: 8 });
    fc.assert(
      fc.property(forgeries, (plans) => {
        const board = boardOfTwo();
        for (const plan of plans) {
          const verdict = board.receive(encodeForgery(plan, board.doc), MALLORY, 'participant', {});
          if (verdict.kind === 'accept') accepted += 1;
          expect(board.pending).toBeNull();
        }
        expect(Y.decodeStateVector(Y.encodeStateVector(board.doc)).get(ANN_ID)).toBe(KNOWN[ANN_ID]);
        const copy = new Y.Doc();
        Y.applyUpdate(copy, Y.encodeStateAsUpdate(board.doc));
        expect(copy.store.pendingStructs ?? copy.store.pendingDs).toBeNull();
        expect(contentOf(copy)).toEqual(contentOf(board.doc));
      }),
      { numRuns: 500 },
    );
    expect(accepted).toBeGreaterThan(200);
  });
});

describe('updates damaged on purpose', () => {
  it('[G11] give a verdict, and what is accepted is harmless', () => {
    let accepted = 0;
    fc.assert(
      fc.property(
        history,
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(255)), { minLength: 60, maxLength: 150 }),
        (script, changes) => {
          const updates = updatesOf(script, true);
          const board = new SimulatedBoard();
          const ann = person('ann');
          for (const update of updates.slice(0, updates.length >> 1)) board.receive(update, ann, 'participant', board);
          for (const [which, at, byte] of changes) {
            const bytes = Uint8Array.from(updates[which % updates.length] as Uint8Array);
            bytes[at % bytes.length] = byte;
            const verdict = board.judge(bytes, ann);
            if (verdict.kind !== 'accept') continue;
            accepted += 1;
            const copy = new Y.Doc();
            Y.applyUpdate(copy, Y.encodeStateAsUpdate(board.doc));
            applyAccepted(copy, bytes, verdict);
            expect(copy.store.pendingStructs ?? copy.store.pendingDs).toBeNull();
            expect([...copy.share.keys()].every((root) => ['records', 'board'].includes(root))).toBe(true);
            copy.getMap('records').toJSON();
          }
        },
      ),
      { numRuns: 30 },
    );
    expect(accepted).toBeGreaterThan(10);
  });

  it('[G11] of random bytes give a verdict', () => {
    const board = new SimulatedBoard();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4 * LIMITS.maxNesting }), (bytes) => {
        expect(['refuse', 'accept', 'nothing-new']).toContain(board.judge(bytes, person('ann')).kind);
      }),
      { numRuns: 2_000 },
    );
  });
});
