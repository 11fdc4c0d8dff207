import { describe, expect, it } from 'vitest';
import { endOfNextSegment, SEALING_POLICY } from './sealingPolicy.ts';

const hot = (length: number, at: number, size = 50) => Array.from({ length }, (_, seq) => ({ seq: seq + 1, at, size }));
const NOW = 100 * 60_000;

describe('the next segment', () => {
  it('ends at 2 500 entries or a megabyte, once the last of them is a minute old', () => {
    expect(endOfNextSegment(hot(2_500, NOW - 60_000), NOW, SEALING_POLICY)).toBe(2_500);
    expect(endOfNextSegment(hot(2_500, NOW - 59_999), NOW, SEALING_POLICY)).toBeNull();
    expect(endOfNextSegment(hot(100, NOW - 60_000, 400_000), NOW, SEALING_POLICY)).toBe(3);
  });

  it('waits while it is not full, until the board has been left alone for ten minutes', () => {
    expect(endOfNextSegment(hot(2_000, NOW - 9 * 60_000), NOW, SEALING_POLICY)).toBeNull();
    expect(endOfNextSegment(hot(2_000, NOW - 10 * 60_000), NOW, SEALING_POLICY)).toBe(2_000);
    expect(endOfNextSegment(hot(499, 0), NOW, SEALING_POLICY)).toBeNull();
    expect(endOfNextSegment([], NOW, SEALING_POLICY)).toBeNull();
  });

  it('is not made of entries from the future, as when the clock was set back', () => {
    expect(endOfNextSegment(hot(2_500, NOW + 60_000), NOW, SEALING_POLICY)).toBeNull();
  });
});
