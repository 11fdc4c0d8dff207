import { describe, expect, it } from 'vitest';
import { slopeOf } from './slope.ts';

describe('the slope of values over time', () => {
  it('is that of the line through them', () => {
    expect(
      slopeOf([
        [0, 5],
        [1, 7],
        [2, 9],
      ]),
    ).toBeCloseTo(2);
    expect(
      slopeOf([
        [0, 5],
        [1, 4],
        [2, 5],
        [3, 4],
      ]),
    ).toBeCloseTo(-0.2);
  });

  it('is none for what is no line', () => {
    expect(slopeOf([])).toBe(0);
    expect(slopeOf([[1, 1]])).toBe(0);
    expect(
      slopeOf([
        [1, 1],
        [1, 2],
      ]),
    ).toBe(0);
  });
});
