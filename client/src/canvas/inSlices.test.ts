import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inSlices } from './inSlices.ts';

let now = 0;
beforeEach(() => {
  now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => vi.restoreAllMocks());

/** Work of so many portions, each of 5 ms. */
function* portions(count: number, ended: () => void = () => {}): Generator<number, string, undefined> {
  try {
    for (let i = 1; i <= count; i++) {
      now += 5;
      yield i;
    }
    return 'done';
  } finally {
    ended();
  }
}

function* failing(): Generator<number, string, undefined> {
  yield* portions(12);
  throw new Error('broken');
}

const untilLater = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('work in slices', () => {
  it('does what is short at once', () => {
    const [onDone, onProgress] = [vi.fn(), vi.fn()];
    inSlices({ work: portions(5), onProgress, onDone, onFailed: vi.fn() });
    expect(onDone).toHaveBeenCalledExactlyOnceWith('done');
    expect(onProgress).not.toHaveBeenCalled();
  });

  it('lets the page take breath between the slices of what is long', async () => {
    const onProgress = vi.fn();
    const result = await new Promise((onDone, onFailed) => {
      inSlices({ work: portions(40), onProgress, onDone, onFailed });
      expect(onProgress).toHaveBeenCalledExactlyOnceWith(8);
    });
    expect(result).toBe('done');
    expect(onProgress.mock.calls.length).toBeGreaterThan(8);
  });

  it('stops for good when it is given up, and lets the work clean up', async () => {
    const [onDone, onProgress, ended] = [vi.fn(), vi.fn(), vi.fn()];
    const stop = inSlices({ work: portions(40, ended), onProgress, onDone, onFailed: vi.fn() });
    stop();
    await untilLater();
    expect(ended).toHaveBeenCalledOnce();
    expect(onProgress).toHaveBeenCalledOnce();
    expect(onDone).not.toHaveBeenCalled();
  });

  it('tells of a failure, in a later slice too', async () => {
    const error = await new Promise((onFailed) => {
      inSlices({ work: failing(), onProgress: vi.fn(), onDone: vi.fn(), onFailed });
    });
    expect(error).toEqual(new Error('broken'));
  });
});
