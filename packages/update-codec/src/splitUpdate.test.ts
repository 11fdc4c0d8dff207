import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { history, updatesOf } from './peers.testkit.ts';
import { scanUpdate } from './scanUpdate.ts';
import { splitUpdate } from './splitUpdate.ts';

const LIMITS = { maxStructs: 100_000, maxNesting: 32, maxClients: 1_000 };
const content = (doc: Y.Doc) => [doc.getMap('records').toJSON(), doc.getMap('board').toJSON()];

function structsIn(update: Uint8Array): number {
  const scan = scanUpdate(update, LIMITS);
  if (!scan.ok) throw new Error(scan.reason);
  return Y.decodeUpdate(update).structs.length;
}

/** All that people did in a history, as one update. */
const whole = (updates: readonly Uint8Array[]): { doc: Y.Doc; update: Uint8Array } => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return { doc, update: Y.encodeStateAsUpdate(doc) };
};

describe('an update in pieces', () => {
  it('[S1] takes effect piece by piece without waiting, and does what the whole does', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 600 }), (steps, maxBytes) => {
        const { doc, update } = whole(updatesOf(steps, true));
        const copy = new Y.Doc();
        for (const piece of splitUpdate(update, maxBytes)) {
          Y.applyUpdate(copy, piece);
          expect(copy.store.pendingStructs ?? copy.store.pendingDs).toBeNull();
        }
        expect(content(copy)).toEqual(content(doc));
        // Not the deletions: Yjs takes away marks that it thinks redundant as they come.
        expect(Y.decodeStateVector(Y.encodeStateVector(copy))).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)));
      }),
      { numRuns: 100 },
    );
  });

  it('[S1] builds on what is known already', () => {
    fc.assert(
      fc.property(history, fc.nat(20), (steps, known) => {
        const updates = updatesOf(steps, true);
        const { doc } = whole(updates);
        const { doc: copy } = whole(updates.slice(0, known));
        const update = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(copy));
        for (const piece of splitUpdate(update, 100)) {
          Y.applyUpdate(copy, piece);
          expect(copy.store.pendingStructs ?? copy.store.pendingDs).toBeNull();
        }
        expect(content(copy)).toEqual(content(doc));
      }),
      { numRuns: 50 },
    );
  });

  it('[S2] has pieces of the size that is asked for, or of one struct', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 600 }), (steps, maxBytes) => {
        for (const piece of splitUpdate(whole(updatesOf(steps, true)).update, maxBytes)) {
          if (piece.byteLength > maxBytes) expect(structsIn(piece)).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('[S2] is the same bytes where it is small enough', () => {
    const { update } = whole([]);
    expect(splitUpdate(update, 2)).toEqual([update]);
  });

  it('[S3] brings deletions along with what they delete', () => {
    const doc = new Y.Doc();
    const text = doc.getText('records');
    for (let line = 0; line < 50; line += 1) text.insert(0, `line ${line} `);
    text.delete(3, 200);
    const pieces = splitUpdate(Y.encodeStateAsUpdate(doc), 100);
    expect(pieces.length).toBeGreaterThan(3);
    for (const piece of pieces) {
      const { structs, ds } = Y.decodeUpdate(piece);
      const [first, last] = [structs[0], structs.at(-1)];
      for (const { clock, len } of ds.clients.get(doc.clientID) ?? []) {
        expect(clock).toBeGreaterThanOrEqual(first?.id.clock ?? Infinity);
        expect(clock + len).toBeLessThanOrEqual((last?.id.clock ?? 0) + (last?.length ?? 0));
      }
    }
  });

  it('[S4] is no business of bytes that are no update', () => {
    expect(() => splitUpdate(new Uint8Array([1, 2, 3, 4]), 2)).toThrow('no update');
  });
});
