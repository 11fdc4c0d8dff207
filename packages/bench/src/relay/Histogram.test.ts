import { describe, expect, it } from 'vitest';
import { Histogram } from './Histogram.ts';

describe('the histogram of durations', () => {
  it('tells percentiles to within its buckets, from microseconds to minutes', () => {
    const histogram = new Histogram();
    for (let i = 1; i <= 1_000; i++) histogram.add(i / 10);
    histogram.add(60_000);
    expect(histogram.percentile(0.5) / 50).toBeCloseTo(1, 1);
    expect(histogram.percentile(0.99) / 99).toBeCloseTo(1, 1);
    expect(histogram.percentile(1)).toBe(60_000);
    expect(histogram.count).toBe(1_001);
  });

  it('never tells more than the longest', () => {
    const histogram = new Histogram();
    histogram.add(17.03);
    expect(histogram.percentile(0.5)).toBe(17.03);
  });

  it('has nothing to tell of no durations', () => {
    expect(new Histogram().percentile(0.99)).toBeNaN();
  });
});
