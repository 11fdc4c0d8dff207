import type { ItemId, PersonId } from '@weft/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ActsInTime } from './ActsInTime.ts';

const act = (from: number, to: number, personId = 'ada') => ({
  personId: personId as PersonId,
  itemId: 'shape:a' as ItemId,
  kind: 'wrote' as const,
  from,
  to,
});

describe('ActsInTime', () => {
  it('[H37] tells what goes on at a time, and for a while what has just ended', () => {
    const acts = new ActsInTime([act(20, 30, 'ben'), act(0, 10), act(40, 50)]);
    const people = (time: number) => acts.at(time, 15).map(({ personId, from }) => [personId, from]);
    expect(people(5)).toEqual([['ada', 0]]);
    expect(people(25)).toEqual([
      ['ada', 0],
      ['ben', 20],
    ]);
    expect(people(26)).toEqual([['ben', 20]]);
    expect(people(-1)).toEqual([]);
    expect(people(66)).toEqual([]);
  });

  it('[H37] finds the same as one who looks at all of them', () => {
    const some = fc.array(
      fc.tuple(fc.nat(1_000), fc.nat(300)).map(([from, span]) => act(from, from + span)),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(some, fc.nat(1_400), fc.nat(200), (all, time, linger) => {
        const expected = all.filter(({ from, to }) => from <= time && to >= time - linger);
        const found = new ActsInTime(all).at(time, linger);
        expect(new Set(found)).toEqual(new Set(expected));
        expect(found).toHaveLength(expected.length);
      }),
    );
  });
});
