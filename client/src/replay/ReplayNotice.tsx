import { errorText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import type { ReplayState } from './ReplayController.ts';
import styles from './ReplayView.module.css';
import { pauseText } from './replayWords.ts';

export interface ReplayNoticeProps {
  readonly state: ReplayState;
  /** Nobody has made anything yet. */
  readonly isEmpty: boolean;
  /** What the address leads to is not there. */
  readonly isItemMissing: boolean;
  readonly isMomentMissing: boolean;
  /** Nothing is as it is asked for. */
  readonly isNothingShown: boolean;
}

/** What is to be said of what is shown, in one line over the bar; nothing most of the time. */
export function ReplayNotice({ state, ...what }: ReplayNoticeProps) {
  const text = noticeText(state) ?? missingText(what);
  return (
    <p className={styles['notice']} role="status" data-empty={text === null || undefined}>
      {text}
    </p>
  );
}

function noticeText({ status, range, trouble, gap, outside, skipped, playing }: ReplayState): string | null {
  if (status !== 'ready') return null;
  if (range === null) return t('replay.empty');
  if (trouble !== null) return errorText(trouble);
  if (gap !== null) return t('replay.damaged');
  if (outside === 'before') return t('replay.beforeBegin');
  if (outside === 'after') return t('replay.afterNow');
  if (playing && skipped !== null) return t('replay.skipped', { pause: pauseText(skipped.ms) });
  return null;
}

function missingText(what: Omit<ReplayNoticeProps, 'state'>): string | null {
  if (what.isNothingShown) return t('filter.nothing');
  if (what.isItemMissing) return t('replay.itemMissing');
  if (what.isMomentMissing) return t('moments.missing');
  return what.isEmpty ? t('replay.empty') : null;
}
