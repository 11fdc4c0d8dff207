import { describe, expect, it } from 'vitest';
import { memoryStorage } from './LocalCopies.ts';
import { WaitingSince } from './WaitingSince.ts';

describe('Work that waits for a connection', () => {
  it('waits since the first of it, over a reload as well, until it is saved', () => {
    const storage = memoryStorage();
    const before = new WaitingSince(storage, 'a copy');
    before.waits(1_000);
    before.waits(2_000);
    const after = new WaitingSince(storage, 'a copy');
    after.waits(9_000);
    expect(after.since).toBe(1_000);
    after.left();
    expect([after.since, new WaitingSince(storage, 'a copy').since]).toEqual([null, null]);
  });

  it('is remembered for the copy that it is in, and once that is kept', () => {
    const storage = memoryStorage();
    const waiting = new WaitingSince(storage, null);
    waiting.waits(1_000);
    waiting.keepBeside('a copy');
    expect(new WaitingSince(storage, 'a copy').since).toBe(1_000);
    expect(new WaitingSince(storage, 'another').since).toBeNull();
  });

  it('is not known where the device has something else under its name', () => {
    const storage = memoryStorage();
    storage.setItem('a copy:waiting', 'yesterday');
    expect(new WaitingSince(storage, 'a copy').since).toBeNull();
  });
});
