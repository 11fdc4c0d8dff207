import { episodesOf, type Act, type Episode } from '@weft/history/timeline';

/** A stretch of time, both ends in ms since the epoch. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What is often meant, up to now. */
export const UP_TO_NOW = ['tenMinutes', 'hour', 'today'] as const;
export type UpToNow = (typeof UP_TO_NOW)[number];

const MINUTE_MS = 60_000;

export function upToNow(choice: UpToNow, now: number): Stretch {
  if (choice === 'today') return { from: new Date(now).setHours(0, 0, 0, 0), to: now };
  return { from: now - (choice === 'hour' ? 60 : 10) * MINUTE_MS, to: now };
}

/** More would be a list to search. */
const MOST_EPISODES = 8;

/** The newest stretches of work, the newest first. */
export const lastEpisodes = (acts: readonly Act[]): readonly Episode[] =>
  episodesOf(acts).slice(-MOST_EPISODES).toReversed();

const two = (part: number): string => String(part).padStart(2, '0');

/** What the browser's field for a day and a time holds: that of this place, to the minute. */
export function asFieldTime(at: number): string {
  const date = new Date(at);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** @returns the stretch from the first minute to the end of the last one; null where a time is missing or they are the wrong way round */
export function betweenTimes(from: string, to: string): Stretch | null {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  if (Number.isNaN(begin) || Number.isNaN(end) || begin > end) return null;
  return { from: begin, to: end + MINUTE_MS - 1 };
}
