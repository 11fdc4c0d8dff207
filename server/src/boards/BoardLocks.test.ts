import { describe, expect, it } from 'vitest';
import type { ItemId } from '@weft/protocol';
import { BoardLocks } from './BoardLocks.ts';

const [a, b, c] = ['shape:a', 'shape:b', 'shape:c'] as ItemId[] as [ItemId, ItemId, ItemId];

describe('the locks of a board', () => {
  it('[I12] are what the events of the log come to, in their order', () => {
    const locks = new BoardLocks();
    expect(locks.isEmpty).toBe(true);
    locks.apply({ type: 'locked', itemIds: [a, b] });
    locks.apply({ type: 'renamed', title: 'A bench' });
    locks.apply({ type: 'unlocked', itemIds: [a, c] });
    locks.apply({ type: 'locked', itemIds: [b, c] });
    expect(locks.items).toEqual([b, c]);
    expect([a, b, c].map((item) => locks.has(item))).toEqual([false, true, true]);
  });

  it('go on from what an earlier fold came to', () => {
    const whole = new BoardLocks();
    const stored = new BoardLocks();
    stored.apply({ type: 'locked', itemIds: [a, b] });
    whole.apply({ type: 'locked', itemIds: [a, b] });
    const later = new BoardLocks(stored.items);
    for (const locks of [whole, later]) locks.apply({ type: 'unlocked', itemIds: [a] });
    expect(later.items).toEqual(whole.items);
  });
});
