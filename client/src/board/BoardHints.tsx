import { IconCloudOff, IconDatabaseX, IconEye, IconInfoCircle } from '@tabler/icons-react';
import type { Rejected, RuntimeConfig } from '@weft/protocol';
import { type ReactNode, useEffect } from 'react';
import { t } from '../messages/t.ts';
import type { CanvasApi, CanvasSnapshot } from '../canvas/CanvasApi.ts';
import { toast } from '../design/toast.ts';
import { codeText } from '../messages/errorText.ts';
import type { ConnectionState } from '../sync/BoardConnection.ts';
import { isTroubled } from '../sync/saveStatus.ts';
import styles from './BoardHints.module.css';
import { itemTypeKey } from './itemTypeKey.ts';
import { saveWords } from './saveWords.ts';
import { useUnplaced } from './useUnplaced.ts';

export interface BoardHintsProps {
  config: RuntimeConfig;
  state: ConnectionState;
  readOnly: boolean;
  canvas: CanvasApi | null;
  shown: CanvasSnapshot | null;
  /** Puts words on the board anew; null for those who may only look. */
  onUnplaced: ((words: string) => void) | null;
}

/** What one should know about this board or this moment, under the bar; nothing most of the time. */
export function BoardHints({ config, state, readOnly, canvas, shown, onUnplaced }: BoardHintsProps) {
  const { rejected, setAside, erasures, unplaced } = state;
  useEffect(() => {
    if (rejected === null) return;
    if (rejected.code === 'locked') toast(lockedText(rejected, canvas));
    else toast(t('board.rejected', { why: codeText(rejected.code) }), { kind: 'problem' });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- said once, of the canvas as it was then
  }, [rejected]);
  useEffect(() => {
    // A rejected change says its own words, and sets the copy aside as well.
    if (setAside && rejected === null) toast(t('board.setAside'));
  }, [setAside, rejected]);

  useEffect(() => {
    if (erasures > 0) toast(t('board.erased'));
  }, [erasures]);
  useUnplaced(unplaced, readOnly, onUnplaced);

  const quarantined = shown?.quarantined ?? 0;
  return (
    <div className={styles['hints']} role="status">
      {isTroubled(state.status) && (
        <Hint narrow sign={<TroubleSign status={state.status} />}>
          {t(saveWords(state))}
        </Hint>
      )}
      {readOnly && (
        <Hint sign={<IconEye size={18} stroke={1.8} aria-hidden />}>
          {shown?.itemCount === 0 ? t('board.emptyForViewer') : t('board.viewing')}
        </Hint>
      )}
      {quarantined > 0 && (
        <Hint sign={<IconInfoCircle size={18} stroke={1.8} aria-hidden />}>
          {t('board.quarantined', { count: quarantined })}
        </Hint>
      )}
      {config.tldrawLicense === 'blank' && (
        <Hint sign={<IconInfoCircle size={18} stroke={1.8} aria-hidden />}>{t('board.licence')}</Hint>
      )}
    </div>
  );
}

/** What it was about, where that is one item and still there to be seen. */
function lockedText({ items = [] }: Rejected, canvas: CanvasApi | null): string {
  const [item] = items;
  const type = items.length === 1 && item !== undefined ? (canvas?.typeOf(item) ?? 'other') : 'other';
  return t(`board.locked.${itemTypeKey(type)}`);
}

function TroubleSign({ status }: { status: ConnectionState['status'] }) {
  const Icon = status === 'offline' ? IconCloudOff : IconDatabaseX;
  return <Icon size={18} stroke={1.8} aria-hidden />;
}

interface HintProps {
  sign: ReactNode;
  /** Only where the bar has no room to say it; screen readers hear it from there. */
  narrow?: boolean;
  children: ReactNode;
}

function Hint({ sign, narrow = false, children }: HintProps) {
  return (
    <p className={styles['hint']} data-narrow={narrow || undefined} aria-hidden={narrow || undefined}>
      {sign}
      <span>{children}</span>
    </p>
  );
}
