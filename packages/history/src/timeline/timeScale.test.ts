import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeScale } from './timeScale.ts';

const OPTIONS = { width: 1_000, fold: 20, least: 10 };

describe('timeScale', () => {
  it('[H34] draws stretches in proportion and folds the pauses between them to one length', () => {
    const scale = timeScale(
      [
        { from: 0, to: 300 },
        { from: 10_000, to: 10_100 },
      ],
      { ...OPTIONS, least: 0 },
    );
    expect(scale.stretches.map(({ start, end }) => [start, end])).toEqual([
      [0, 735],
      [755, 1_000],
    ]);
    expect(scale.place(150)).toBe(367.5);
    expect(scale.time(765 - 10)).toBe(10_000);
  });

  it('[H34] draws what is before the first and after the last stretch at the ends', () => {
    const scale = timeScale([{ from: 100, to: 200 }], OPTIONS);
    expect([scale.place(0), scale.place(100), scale.place(200), scale.place(900)]).toEqual([0, 0, 1_000, 1_000]);
    expect([scale.time(-5), scale.time(2_000)]).toEqual([100, 200]);
  });

  it('[H34] gives a moment that had no length room to be pointed at', () => {
    const scale = timeScale(
      [
        { from: 0, to: 0 },
        { from: 50, to: 100_000 },
      ],
      OPTIONS,
    );
    expect(scale.stretches[0]!.end).toBe(10);
  });

  it('[H34] keeps the order of times, stays in its width, and leads back from a place to its time', () => {
    const lengths = fc.array(fc.tuple(fc.integer({ min: 1, max: 1e8 }), fc.integer({ min: 1, max: 1e8 })), {
      minLength: 1,
      maxLength: 200,
    });
    fc.assert(
      fc.property(lengths, fc.array(fc.nat(2e8), { maxLength: 20 }), (some, times) => {
        let at = 0;
        const stretches = some.map(([pause, length]) => {
          const from = at + pause;
          at = from + length;
          return { from, to: at };
        });
        const scale = timeScale(stretches, OPTIONS);
        const places = times.toSorted((one, other) => one - other).map((time) => scale.place(time));
        expect(places).toEqual(places.toSorted((one, other) => one - other));
        for (const place of places) {
          expect(place).toBeGreaterThanOrEqual(0);
          expect(place).toBeLessThanOrEqual(1_000.000_1);
        }
        for (const time of times.filter((one) => one >= stretches[0]!.from && one <= at))
          expect(Math.abs(scale.time(scale.place(time)) - time)).toBeLessThan(1 + at * 1e-9);
      }),
    );
  });
});
