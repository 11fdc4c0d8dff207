import type { ItemId, PersonId } from '@weft/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { videoPlan } from './videoPlan.ts';

const act = (from: number, to = from) => ({
  personId: 'ada' as PersonId,
  itemId: 'shape:a' as ItemId,
  kind: 'wrote' as const,
  from,
  to,
});
const WISH = { seconds: 30, framesPerSecond: 24 };
const HOUR = 3_600_000;

describe('videoPlan', () => {
  it('fits an hour of work into the seconds that are asked for', () => {
    const acts = Array.from({ length: 600 }, (_, index) => act(index * 6_000, index * 6_000 + 5_000));
    const { frames, speed } = videoPlan(acts, HOUR, WISH);
    expect(frames.length / 24).toBeGreaterThan(28);
    expect(frames.length / 24).toBeLessThan(32);
    expect(speed).toBeGreaterThan(100);
  });

  it('cuts pauses to a breath', () => {
    const { frames } = videoPlan([act(0, 5_000), act(100 * HOUR, 100 * HOUR + 5_000)], 100 * HOUR + 5_000, WISH);
    const jumps = frames.slice(1).filter((time, index) => time - frames[index]! > HOUR);
    expect(jumps).toHaveLength(1);
  });

  it('never plays slower than it was', () => {
    const { speed, frames } = videoPlan([act(0, 3_000)], 3_000, WISH);
    expect(speed).toBe(1);
    expect(frames.length / 24).toBeLessThan(8);
  });

  it('is the last picture alone where nobody did anything', () => {
    const { frames } = videoPlan([], 77, WISH);
    expect(new Set(frames)).toEqual(new Set([77]));
  });

  it('never goes back, ends at the end, and is about as long as was asked for', () => {
    const some = fc.array(
      fc.tuple(fc.nat(10 * HOUR), fc.nat(60_000)).map(([from, span]) => act(from, from + span)),
      { minLength: 1, maxLength: 80 },
    );
    fc.assert(
      fc.property(some, fc.constantFrom(10, 30, 120), (acts, seconds) => {
        const end = Math.max(...acts.map(({ to }) => to)) + HOUR;
        const { frames } = videoPlan(acts, end, { seconds, framesPerSecond: 24 });
        expect(frames.at(-1)).toBe(end);
        for (let index = 1; index < frames.length; index++)
          expect(frames[index]).toBeGreaterThanOrEqual(frames[index - 1]!);
        expect(frames.length / 24).toBeLessThan(seconds + 6);
      }),
    );
  });
});
