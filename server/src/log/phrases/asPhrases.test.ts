import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { SealedEntry } from '@weft/history/sealing';
import { asPhrases } from './asPhrases.ts';
import { act, replayed, typing, type Act } from './typing.testkit.ts';

/** Sealed run by run, as a sealer does it: it sees what follows, and what lies before is sealed. */
const inRuns = (entries: readonly SealedEntry[], length: number): readonly SealedEntry[] =>
  Array.from({ length: Math.ceil(entries.length / length) }, (_, run) => run * length).flatMap((from) =>
    asPhrases(entries.slice(from, from + length), entries.slice(from + length)),
  );

const write = (by: number, after = 400): Act => ({ by, after, what: 'write', which: 0 });
const takeOut = (by: number, after = 400): Act => ({ by, after, what: 'take out', which: 0 });
const holds = (entries: readonly SealedEntry[], words: string): boolean =>
  entries.some(({ payload }) => Buffer.from(payload).includes(words));

const anyLog = fc.array(act, { minLength: 4, maxLength: 60 });

describe('phrases', () => {
  it('[P1] hold no letter that its writer took back within the burst, and every other', () => {
    fc.assert(
      fc.property(anyLog, fc.integer({ min: 1, max: 9 }), (acts, length) => {
        const { entries, words } = typing(acts);
        const sealed = inRuns(entries, length);
        for (const { text, isTakenBack } of words) expect([text, holds(sealed, text)]).toEqual([text, !isTakenBack]);
      }),
    );
  });

  it('[P2] give the same document wherever no burst is going on that takes something back, and at the end', () => {
    fc.assert(
      fc.property(anyLog, fc.integer({ min: 1, max: 9 }), (acts, length) => {
        const { entries, words } = typing(acts);
        const sealed = inRuns(entries, length);
        for (let seq = 0; seq <= entries.length; seq += 1) {
          if (words.some((word) => word.isTakenBack && word.seq <= seq && seq < word.until)) continue;
          const [was, is] = [replayed(entries, seq), replayed(sealed, seq)];
          expect(is.getText('words').toJSON()).toBe(was.getText('words').toJSON());
          expect(Y.equalSnapshots(Y.snapshot(is), Y.snapshot(was))).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('[P3] keep entries, times and clocks, so that whatever comes later still applies, from them or from a state of them', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(60), (acts, cut) => {
        const { entries } = typing(acts);
        const at = Math.min(cut, entries.length);
        const sealed = asPhrases(entries.slice(0, at), entries.slice(at));
        expect(sealed.map(({ payload: _payload, ...entry }) => entry)).toEqual(
          entries.slice(0, at).map(({ payload: _payload, ...entry }) => entry),
        );
        const keyframe = new Y.Doc();
        Y.applyUpdate(keyframe, Y.encodeStateAsUpdate(replayed(sealed)));
        expect(Y.encodeStateVector(keyframe)).toEqual(Y.encodeStateVector(replayed(entries, at)));
        for (const { payload } of entries.slice(at)) Y.applyUpdate(keyframe, payload);
        expect(keyframe.store.pendingStructs).toBeNull();
        expect(keyframe.getText('words').toJSON()).toBe(replayed(entries).getText('words').toJSON());
        expect(asPhrases(sealed, entries.slice(at))).toBe(sealed);
      }),
      { numRuns: 60 },
    );
  });

  it('[P1] keep what somebody else took out, what was taken out after a pause, and what stood for longer than a burst lasts', () => {
    const logs: readonly (readonly [boolean, readonly Act[]])[] = [
      [true, [write(1), takeOut(1)]],
      [false, [write(1), takeOut(2)]],
      [false, [write(1), takeOut(1, 31_000)]],
      [true, [write(1), write(2, 29_000), takeOut(1, 400)]],
      [false, [write(1), write(1, 29_000), { ...takeOut(1, 29_000), which: 0 }]],
    ];
    for (const [isGone, acts] of logs) {
      const { entries, words } = typing(acts);
      expect(words[0]?.isTakenBack, JSON.stringify(acts)).toBe(isGone);
      expect(holds(asPhrases(entries), words[0]?.text ?? '')).toBe(!isGone);
    }
  });

  it('[P1] keep what somebody else took out first, also where its writer’s device names it as deleted once more', () => {
    const { entries, words } = typing([write(1), takeOut(2)]);
    const again = new Y.Doc();
    for (const { payload } of entries) Y.applyUpdate(again, payload);
    again.clientID = 1;
    again.getText('words').insert(0, 'on');
    const whole = { ...(entries[1] as SealedEntry), seq: 3, author: 1, payload: Y.encodeStateAsUpdate(again) };
    expect(holds(asPhrases([...entries, whole]), words[0]?.text ?? '')).toBe(true);
  });

  it('are the entries themselves where nobody took anything back', () => {
    const { entries } = typing([write(1), write(2), takeOut(3)]);
    expect(asPhrases(entries)).toBe(entries);
  });
});
