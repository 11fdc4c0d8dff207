import { describe, expect, it } from 'vitest';
import { SavedFrames } from './SavedFrames.ts';

function take(saved: SavedFrames, seq: number): void {
  saved.came();
  saved.tookAll(seq);
}

describe('saved frames', () => {
  it('[I2] are counted in order, each once what it came to is durable', () => {
    const saved = new SavedFrames();
    take(saved, 3);
    take(saved, 5);
    take(saved, 5);
    expect([2, 3, 4, 5].map((seq) => saved.durableUpTo(seq))).toEqual([null, 1, null, 3]);
  });

  it('do not overtake an earlier frame that is not durable yet', () => {
    const saved = new SavedFrames();
    take(saved, 9);
    take(saved, 9);
    expect(saved.durableUpTo(8)).toBeNull();
    expect(saved.durableUpTo(9)).toBe(2);
  });

  it('[I2] that wait are not counted before they are taken, and are counted then', () => {
    const saved = new SavedFrames();
    take(saved, 4);
    saved.came();
    expect([saved.durableUpTo(9), saved.durableUpTo(9)]).toEqual([1, null]);
    take(saved, 6);
    expect([saved.durableUpTo(5), saved.durableUpTo(6)]).toEqual([null, 3]);
  });

  it('say nothing twice', () => {
    const saved = new SavedFrames();
    take(saved, 0);
    expect([saved.durableUpTo(0), saved.durableUpTo(0)]).toEqual([1, null]);
  });
});
