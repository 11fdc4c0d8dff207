import { t } from '../messages/t.ts';

const MINUTE = 60_000;

/** How long a stretch was, as people say it: no seconds, and no less than a moment. */
export function stretchText(ms: number): string {
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 1) return t('part.stretchNow');
  if (minutes < 60) return t('part.stretchMinutes', { count: minutes });
  return t('part.stretchHours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
