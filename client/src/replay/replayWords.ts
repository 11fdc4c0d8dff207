import { t } from '../messages/t.ts';
import { whenText } from '../messages/when.ts';
import type { ReplayState } from './ReplayController.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The moment that is shown: `now`, or when it was. */
export const momentText = ({ at, isNow }: Pick<ReplayState, 'at' | 'isNow'>, now: number): string =>
  isNow ? t('replay.now') : whenText(at, now);

/** How long nothing happened, rounded to what one would say. */
export function pauseText(ms: number): string {
  if (ms < MINUTE) return t('replay.pauseSeconds', { count: Math.max(1, Math.round(ms / SECOND)) });
  if (ms < HOUR) return t('replay.pauseMinutes', { count: Math.round(ms / MINUTE) });
  if (ms < DAY) return t('replay.pauseHours', { count: Math.round(ms / HOUR) });
  return t('replay.pauseDays', { count: Math.round(ms / DAY) });
}
