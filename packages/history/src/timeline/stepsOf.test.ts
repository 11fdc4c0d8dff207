import type { ItemId, PersonId } from '@weft/protocol';
import { expect, it } from 'vitest';
import { stepAfter, stepBefore, stepsOf } from './stepsOf.ts';

const act = (from: number, to: number) => ({
  personId: 'ada' as PersonId,
  itemId: 'shape:a' as ItemId,
  kind: 'wrote' as const,
  from,
  to,
});

it('[H36] steps through the ends of acts, each time once, forth and back, and says where it ends', () => {
  const steps = stepsOf([act(5, 9), act(0, 3), act(1, 9)]);
  expect(steps).toEqual([3, 9]);
  expect([stepAfter(steps, 0), stepAfter(steps, 3), stepAfter(steps, 9)]).toEqual([3, 9, null]);
  expect([stepBefore(steps, 100), stepBefore(steps, 9), stepBefore(steps, 3)]).toEqual([9, 3, null]);
  expect([stepAfter([], 1), stepBefore([], 1)]).toEqual([null, null]);
});
