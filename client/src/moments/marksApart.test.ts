import fc from 'fast-check';
import { expect, it } from 'vitest';
import { marksApart } from './marksApart.ts';

const room = { from: 14, to: 1_014 };

it('leaves marks where they are that stand apart', () => {
  expect(marksApart([14, 500, 1_014], room)).toEqual([14, 500, 1_014]);
  expect(marksApart([], room)).toEqual([]);
});

it('moves marks of one moment apart, at the end to the left', () => {
  expect(marksApart([500, 500, 510], room)).toEqual([500, 524, 548]);
  expect(marksApart([1_000, 1_014, 1_014], room)).toEqual([966, 990, 1_014]);
});

it('keeps their order and stays within the room, however many there are', () => {
  const places = fc.array(fc.integer({ min: room.from, max: room.to }), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(places, (some) => {
      const marks = marksApart(
        some.toSorted((a, b) => a - b),
        room,
      );
      const least = Math.min(24, 1_000 / Math.max(1, some.length - 1)) - 1e-6;
      expect(marks.every((mark, index) => index === 0 || mark - (marks[index - 1] ?? 0) >= least)).toBe(true);
      expect(marks[0]).toBeGreaterThanOrEqual(room.from - 1e-6);
      expect(marks.at(-1)).toBeLessThanOrEqual(room.to);
    }),
  );
});
