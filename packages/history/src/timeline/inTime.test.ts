import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countBefore, inOrder, joined } from './inTime.ts';

it('[H36] puts stretches in the order in which they began, the shorter of two first', () => {
  const [long, short, early] = [
    { from: 5, to: 9 },
    { from: 5, to: 6 },
    { from: 1, to: 50 },
  ] as const;
  expect(inOrder([long, short, early])).toEqual([early, short, long]);
});

it('[H36] joins what is no further apart than it may be, and what lies in another', () => {
  const stretches = [
    { from: 20, to: 30 },
    { from: 0, to: 10 },
    { from: 2, to: 4 },
    { from: 41, to: 41 },
  ];
  expect(joined(stretches, 10)).toEqual([
    { from: 0, to: 30 },
    { from: 41, to: 41 },
  ]);
});

it('[H36] counts as many as one who looks at all of them', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), fc.nat(60), (numbers, limit) => {
      const sorted = numbers.toSorted((a, b) => a - b);
      expect(countBefore(sorted, (each) => each < limit)).toBe(numbers.filter((each) => each < limit).length);
    }),
  );
});
