import type { ItemId, PersonId } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { asFieldTime, betweenTimes, lastEpisodes, upToNow } from './stretches.ts';

const NOON = new Date(2026, 2, 12, 12, 0, 30).getTime();
const MINUTE = 60_000;

const act = (from: number) => ({
  personId: 'ada' as PersonId,
  itemId: 'shape:a' as ItemId,
  kind: 'wrote' as const,
  from,
  to: from + 1,
});

describe('a stretch of time to be erased', () => {
  it('ends now where it is one of what is often meant', () => {
    expect(upToNow('tenMinutes', NOON)).toEqual({ from: NOON - 10 * MINUTE, to: NOON });
    expect(upToNow('hour', NOON)).toEqual({ from: NOON - 60 * MINUTE, to: NOON });
    expect(upToNow('today', NOON)).toEqual({ from: new Date(2026, 2, 12).getTime(), to: NOON });
  });

  it('holds both minutes that somebody names, the last one to its end', () => {
    const named = betweenTimes(asFieldTime(NOON), asFieldTime(NOON + MINUTE));
    expect(named?.from).toBe(new Date(2026, 2, 12, 12, 0).getTime());
    expect(named?.to).toBe(new Date(2026, 2, 12, 12, 2).getTime() - 1);
    expect(betweenTimes(asFieldTime(NOON), asFieldTime(NOON))).not.toBeNull();
  });

  it('is none where a time is missing, or the end comes before the beginning', () => {
    expect(betweenTimes('', asFieldTime(NOON))).toBeNull();
    expect(betweenTimes(asFieldTime(NOON), asFieldTime(NOON - MINUTE))).toBeNull();
  });

  it('may be one of the last stretches of work, the newest first', () => {
    const days = Array.from({ length: 12 }, (_, day) => act(day * 24 * 60 * MINUTE));
    const episodes = lastEpisodes(days);
    expect(episodes).toHaveLength(8);
    expect(episodes[0]?.from).toBe(days.at(-1)?.from);
  });
});
