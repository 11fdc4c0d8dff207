import type { Episode } from '@weft/history/timeline';
import { expect, it } from 'vitest';
import { stretchesIn } from './stretchesIn.ts';

const episode = (from: number, to: number): Episode => ({ from, to, people: [], items: [], acts: 1 });
const MINUTE = 60_000;

it('draws what was logged just beside an episode as its edge', () => {
  expect(stretchesIn([episode(10, 20), episode(50, 60)], { from: 0, to: 70 })).toEqual([
    { from: 0, to: 20 },
    { from: 50, to: 70 },
  ]);
});

it('gives what was logged long before or after all contributions a place of its own', () => {
  expect(stretchesIn([episode(10 * MINUTE, 11 * MINUTE)], { from: 0, to: 90 * MINUTE })).toEqual([
    { from: 0, to: 0 },
    { from: 10 * MINUTE, to: 11 * MINUTE },
    { from: 90 * MINUTE, to: 90 * MINUTE },
  ]);
});

it('draws the range where nobody contributed anything', () => {
  expect(stretchesIn([], { from: 1, to: 2 })).toEqual([{ from: 1, to: 2 }]);
});
