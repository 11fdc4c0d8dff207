import type { ItemId, PersonId } from '@weft/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Act, episodesOf } from './episodesOf.ts';

const MINUTE = 60_000;
const act = (from: number, to = from, itemId = 'shape:a', personId = 'ada'): Act => ({
  personId: personId as PersonId,
  itemId: itemId as ItemId,
  kind: 'wrote',
  from,
  to,
});
const spans = (acts: readonly Act[]) => episodesOf(acts).map(({ from, to }) => [from, to]);

describe('episodesOf', () => {
  it('[H30] ends an episode at a pause of ten minutes', () => {
    expect(spans([act(0), act(10 * MINUTE - 1), act(20 * MINUTE - 1), act(40 * MINUTE)])).toEqual([
      [0, 10 * MINUTE - 1],
      [20 * MINUTE - 1, 20 * MINUTE - 1],
      [40 * MINUTE, 40 * MINUTE],
    ]);
  });

  it('[H30] counts a pause from the end of all that was done before it, not from what began last', () => {
    expect(spans([act(0, 15 * MINUTE), act(MINUTE), act(20 * MINUTE)])).toEqual([[0, 20 * MINUTE]]);
  });

  it('[H31] divides what is longer than 45 minutes at its longest pause, and each part again', () => {
    const every = Array.from({ length: 100 }, (_, index) => act(index * MINUTE));
    const acts = every.filter((_, index) => index !== 30 && index !== 31 && index !== 70);
    expect(spans(acts)).toEqual([
      [0, 29 * MINUTE],
      [32 * MINUTE, 69 * MINUTE],
      [71 * MINUTE, 99 * MINUTE],
    ]);
  });

  it('[H31] leaves whole what had no pause worth the name', () => {
    const acts = Array.from({ length: 200 }, (_, index) => act(index * 20_000, (index + 1) * 20_000 - 1));
    expect(episodesOf(acts)).toHaveLength(1);
  });

  it('[H32] tells people in the order in which they began, and items by how much was done to them', () => {
    const [episode] = episodesOf([
      act(0, 0, 'shape:a', 'ada'),
      act(1, 1, 'shape:b', 'ben'),
      act(2, 2, 'shape:b', 'ada'),
    ]);
    expect(episode).toMatchObject({ people: ['ada', 'ben'], items: ['shape:b', 'shape:a'], acts: 3 });
  });

  it('[H30] has no episode where nothing was done', () => {
    expect(episodesOf([])).toEqual([]);
  });

  it('[H33] holds every act in exactly one episode, in order, whatever the order they come in', () => {
    const acts = fc.array(
      fc.tuple(fc.nat(500 * MINUTE), fc.nat(20 * MINUTE)).map(([from, span]) => act(from, from + span)),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(acts, (some) => {
        const episodes = episodesOf(some);
        expect(episodesOf(some.toReversed())).toEqual(episodes);
        expect(episodes.reduce((sum, one) => sum + one.acts, 0)).toBe(some.length);
        for (const [index, { from, to }] of episodes.entries()) {
          expect(to).toBeGreaterThanOrEqual(from);
          const next = episodes[index + 1];
          if (next !== undefined) expect(next.from).toBeGreaterThan(to);
        }
        for (const { from, to } of some)
          expect(episodes.filter((one) => one.from <= from && to <= one.to)).toHaveLength(1);
      }),
    );
  });
});
