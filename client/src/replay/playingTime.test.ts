import { expect, it } from 'vitest';
import { playingTime, speedFor } from './playingTime.ts';

const MINUTE = 60_000;

it('counts what overlaps once, and of a pause only its lead', () => {
  const acts = [
    { from: 0, to: 4_000 },
    { from: 2_000, to: 6_000 },
    { from: MINUTE, to: MINUTE + 2_000 },
  ];
  expect(playingTime(acts, 1)).toBe(8_500);
  expect(playingTime(acts, 2)).toBe(4_500);
  expect(playingTime([], 1)).toBe(0);
});

it('takes the slowest speed that is fast enough, and the fastest where none is', () => {
  expect(speedFor([{ from: 0, to: 20_000 }], 30_000)).toBe(1);
  expect(speedFor([{ from: 0, to: 3 * MINUTE }], 30_000)).toBe(8);
  expect(speedFor([{ from: 0, to: 600 * MINUTE }], 30_000)).toBe(64);
});
