/** Points in time as people say them. `now` is an argument so that the words can be tested. */

/** The language of the catalogue, with a 24-hour clock and days before months. */
const LOCALE = 'en-GB';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clock = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'long' });
const day = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long' });
const dayOfYear = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', year: 'numeric' });
const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** `10:42`, `Wednesday 10:42`, `12 March 10:42`, `12 March 2024`: as exact as it is useful. */
export function whenText(at: number, now: number): string {
  const days = Math.round((midnight(now) - midnight(at)) / DAY);
  if (days === 0) return clock.format(at);
  if (Math.abs(days) < 7) return `${weekday.format(at)} ${clock.format(at)}`;
  if (new Date(at).getFullYear() === new Date(now).getFullYear()) return `${day.format(at)} ${clock.format(at)}`;
  return dayOfYear.format(at);
}

const seconds = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** Two times beside each other, with seconds and days where they would else read alike. */
export function whenPair(from: number, to: number, now: number): readonly [string, string] {
  const [one, other] = [whenText(from, now), whenText(to, now)];
  if (one !== other || from === to) return [one, other];
  const isToday = midnight(from) === midnight(now);
  const exact = (at: number) => (isToday ? seconds.format(at) : `${dayOfYear.format(at)}, ${seconds.format(at)}`);
  return [exact(from), exact(to)];
}

/** `just now`, `12 minutes ago`, `yesterday`, `3 weeks ago`. Clocks of two machines differ: the near future is now. */
export function agoText(at: number, now: number): string {
  const past = now - at;
  if (past < MINUTE) return 'just now';
  if (past < HOUR) return relative.format(-Math.floor(past / MINUTE), 'minute');
  if (past < 6 * HOUR) return relative.format(-Math.floor(past / HOUR), 'hour');
  const days = Math.round((midnight(now) - midnight(at)) / DAY);
  if (days === 0) return relative.format(-Math.floor(past / HOUR), 'hour');
  if (days < 14) return relative.format(-days, 'day');
  if (days < 60) return relative.format(-Math.floor(days / 7), 'week');
  if (days < 365) return relative.format(-Math.floor(days / 30), 'month');
  return relative.format(-Math.floor(days / 365), 'year');
}

const list = new Intl.ListFormat(LOCALE, { type: 'conjunction' });
/** `a, b and c` */
export const listText = (parts: readonly string[]): string => list.format(parts);
