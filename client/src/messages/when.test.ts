import { describe, expect, it } from 'vitest';
import { agoText, whenPair, whenText } from './when.ts';

const now = new Date(2026, 2, 18, 15, 0).getTime();
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime();

describe('whenText', () => {
  it('says the time alone for today, with the weekday for this week, with the date before that', () => {
    expect(whenText(at(2026, 2, 18, 10, 42), now)).toBe('10:42');
    expect(whenText(at(2026, 2, 16, 10, 42), now)).toBe('Monday 10:42');
    expect(whenText(at(2026, 1, 3, 9, 5), now)).toBe('3 February 09:05');
    expect(whenText(at(2024, 1, 3, 9, 5), now)).toBe('3 February 2024');
  });
});

describe('whenPair', () => {
  it('tells two times apart that read alike, by their seconds and by their days', () => {
    const [one, other] = [at(2026, 2, 18, 10, 42), at(2026, 2, 18, 10, 42) + 7_000];
    expect(whenPair(one, other, now)).toEqual(['10:42:00', '10:42:07']);
    expect(whenPair(at(2026, 2, 18, 10, 41), other, now)).toEqual(['10:41', '10:42']);
    expect(whenPair(one, one, now)).toEqual(['10:42', '10:42']);
    const year = (hour: number) => at(2024, 1, 3, hour, 5);
    expect(whenPair(year(9), year(10), now)).toEqual(['3 February 2024, 09:05:00', '3 February 2024, 10:05:00']);
  });
});

describe('agoText', () => {
  it('calls the last minute, and a clock that is ahead, just now', () => {
    expect(agoText(now - 20_000, now)).toBe('just now');
    expect(agoText(now + 20_000, now)).toBe('just now');
  });

  it('counts minutes, hours, days, weeks, months and years', () => {
    expect(agoText(now - 12 * 60_000, now)).toBe('12 minutes ago');
    expect(agoText(at(2026, 2, 18, 12, 0), now)).toBe('3 hours ago');
    expect(agoText(at(2026, 2, 17, 3, 0), now)).toBe('yesterday');
    expect(agoText(at(2026, 1, 25, 15, 0), now)).toBe('3 weeks ago');
    expect(agoText(at(2025, 11, 1, 15, 0), now)).toBe('3 months ago');
    expect(agoText(at(2024, 2, 1, 15, 0), now)).toBe('2 years ago');
  });
});
