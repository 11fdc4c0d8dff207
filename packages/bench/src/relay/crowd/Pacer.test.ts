import { describe, expect, it } from 'vitest';
import { Pacer } from './Pacer.ts';

describe('the pacer', () => {
  it('lets everybody act at the asked rate, spread over the period', () => {
    const pacer = new Pacer();
    const acts: number[] = [];
    let now = 0;
    for (let i = 0; i < 10; i++) pacer.add(20, 0, () => acts.push(now));
    for (; now < 1_000; now++) pacer.run(now);
    expect(acts).toHaveLength(200);
    const busiest = Math.max(
      ...Map.groupBy(acts, (at) => at)
        .values()
        .map((same) => same.length),
    );
    expect(busiest).toBeLessThanOrEqual(2);
    expect(pacer.lateness.max).toBeLessThan(1);
  });

  it('says how late it was, and does not catch up on what is long past', () => {
    const pacer = new Pacer();
    let acts = 0;
    pacer.add(20, 0, () => acts++);
    pacer.run(60_000);
    pacer.run(60_001);
    expect(acts).toBe(1);
    expect(pacer.lateness.max).toBe(60_000);
  });

  it('keeps everybody spread when it goes on after a pause', () => {
    const pacer = new Pacer();
    const acts: number[] = [];
    let now = 0;
    for (let i = 0; i < 10; i++) pacer.add(20, 0, () => acts.push(now));
    pacer.run((now = 60_000));
    for (now = 60_001; now < 60_100; now++) pacer.run(now);
    const busiest = Math.max(
      ...Map.groupBy(acts.slice(10), (at) => at)
        .values()
        .map((same) => same.length),
    );
    expect(busiest).toBeLessThanOrEqual(2);
  });

  it('stops what was ended', () => {
    const pacer = new Pacer();
    let acts = 0;
    const end = pacer.add(20, 0, () => acts++);
    pacer.run(0);
    end();
    pacer.run(1_000);
    expect(acts).toBe(1);
  });
});
