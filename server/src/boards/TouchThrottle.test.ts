import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BoardId } from '@weft/protocol';
import { TouchThrottle } from './TouchThrottle.ts';

const board = 'b' as BoardId;

describe('telling that a board changed', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('happens at once, then at most once per interval, and never leaves out the last change', () => {
    const told: number[] = [];
    const throttle = new TouchThrottle(1_000, (_board, at) => told.push(at));
    for (const at of [1, 2, 3]) throttle.touch(board, at);
    expect(told).toEqual([1]);
    vi.advanceTimersByTime(1_000);
    expect(told).toEqual([1, 3]);
    vi.advanceTimersByTime(5_000);
    throttle.touch(board, 9);
    expect(told).toEqual([1, 3, 9]);
  });

  it('tells what is still untold when it stops', () => {
    const told: number[] = [];
    const throttle = new TouchThrottle(1_000, (_board, at) => told.push(at));
    throttle.touch(board, 1);
    throttle.touch(board, 2);
    throttle.stop();
    expect(told).toEqual([1, 2]);
  });
});
