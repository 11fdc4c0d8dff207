import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AfterChanges } from './AfterChanges.ts';

/** A task that ends when it is told to, and counts how often it was begun. */
function makeTask() {
  let finish: (() => void) | null = null;
  const task = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  return {
    task,
    end: async () => {
      finish?.();
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('what is done again after changes', () => {
  it('begins at once, and once a rest however much changes', async () => {
    const { task, end } = makeTask();
    const again = new AfterChanges(task, 1_000);
    again.changed();
    await end();
    for (let i = 0; i < 50; i += 1) again.changed();
    expect(task).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(task).toHaveBeenCalledTimes(2);
  });

  it('never runs twice at once, and hears what changed meanwhile', async () => {
    const { task, end } = makeTask();
    const again = new AfterChanges(task, 1_000);
    again.changed();
    again.changed();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(task).toHaveBeenCalledTimes(1);
    await end();
    expect(task).toHaveBeenCalledTimes(2);
  });

  it('rests where nothing changes, and does nothing after it was stopped', async () => {
    const { task, end } = makeTask();
    const again = new AfterChanges(task, 1_000);
    again.changed();
    await end();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(task).toHaveBeenCalledTimes(1);
    again.stop();
    again.changed();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(task).toHaveBeenCalledTimes(1);
  });
});
