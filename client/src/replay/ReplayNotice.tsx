import { errorText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import type { ReplayState } from './ReplayController.ts';
import styles from './ReplayView.module.css';
import { pauseText } from './replayWords.ts';

/** What is to be said of what is shown, in one line over the bar; nothing most of the time. */
export function ReplayNotice({ state, isItemMissing }: { state: ReplayState; isItemMissing: boolean }) {
  const text = noticeText(state, isItemMissing);
  return (
    <p className={styles['notice']} role="status" data-empty={text === null || undefined}>
      {text}
    </p>
  );
}

function noticeText({ status, range, trouble, gap, outside, skipped, playing }: ReplayState, isItemMissing: boolean) {
  if (status !== 'ready') return null;
  if (range === null) return t('replay.empty');
  if (trouble !== null) return errorText(trouble);
  if (gap !== null) return t('replay.damaged');
  if (outside === 'before') return t('replay.beforeBegin');
  if (outside === 'after') return t('replay.afterNow');
  if (playing && skipped !== null) return t('replay.skipped', { pause: pauseText(skipped.ms) });
  return isItemMissing ? t('replay.itemMissing') : null;
}
