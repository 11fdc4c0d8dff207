import { describe, expect, it } from 'vitest';
import { SavedFrames } from './SavedFrames.ts';

describe('saved frames', () => {
  it('[I2] are counted in order, each once what it came to is durable', () => {
    const saved = new SavedFrames();
    saved.took(3);
    saved.took(5);
    saved.took(5);
    expect([2, 3, 4, 5].map((seq) => saved.durableUpTo(seq))).toEqual([null, 1, null, 3]);
  });

  it('do not overtake an earlier frame that is not durable yet', () => {
    const saved = new SavedFrames();
    saved.took(9);
    saved.took(9);
    expect(saved.durableUpTo(8)).toBeNull();
    expect(saved.durableUpTo(9)).toBe(2);
  });

  it('say nothing twice', () => {
    const saved = new SavedFrames();
    saved.took(0);
    expect([saved.durableUpTo(0), saved.durableUpTo(0)]).toEqual([1, null]);
  });
});
