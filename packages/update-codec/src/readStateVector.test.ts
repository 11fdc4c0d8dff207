import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { history, openPeer, perform } from './peers.testkit.ts';
import { readStateVector } from './readStateVector.ts';
import { varUint } from './updateBytes.testkit.ts';

describe('a state vector', () => {
  it('[C8] is read as Yjs reads it', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const peer = openPeer(3_000_000_000);
        for (const { edit, peer: clientId } of steps) {
          peer.doc.clientID = clientId + 1;
          perform(peer, edit);
        }
        const bytes = Y.encodeStateVector(peer.doc);
        expect(readStateVector(bytes)).toEqual(Y.decodeStateVector(bytes));
      }),
      { numRuns: 20 },
    );
    expect(readStateVector(Uint8Array.from([0]))).toEqual(new Map());
  });

  it('[C8] is refused when cut, longer than announced, or announced beyond its bytes', () => {
    const whole = [2, 5, 10, ...varUint(300), 7];
    expect(readStateVector(Uint8Array.from(whole))).toEqual(
      new Map([
        [5, 10],
        [300, 7],
      ]),
    );
    for (let end = 0; end < whole.length; end += 1)
      expect(readStateVector(Uint8Array.from(whole.slice(0, end)))).toBeNull();
    expect(readStateVector(Uint8Array.from([...whole, 0]))).toBeNull();
    expect(readStateVector(Uint8Array.from([...varUint(2 ** 40), 5, 10]))).toBeNull();
  });
});
