import { IconCheck, IconCloudOff, IconDatabaseX, IconPlugOff } from '@tabler/icons-react';
import { t } from '../messages/t.ts';
import type { ConnectionState } from '../sync/BoardConnection.ts';
import { isTroubled } from '../sync/saveStatus.ts';
import styles from './SaveState.module.css';
import { saveWords, shortSaveWords } from './saveWords.ts';

/** Is my work safe? Said in words; on a phone the sign stands alone, except when something needs saying. */
export function SaveState({ state }: { state: Pick<ConnectionState, 'status' | 'isKept'> }) {
  const { status } = state;
  const troubled = isTroubled(status);
  const words = t(saveWords(state));
  return (
    <span className={styles['state']} data-status={status} data-troubled={troubled || undefined} title={words}>
      <Sign status={status} />
      <span className={styles['long']}>{words}</span>
      {troubled && <span className={styles['short']}>{t(shortSaveWords(state))}</span>}
      {/* "Saving… Saved" at every stroke would drown everything else: only going and coming back is announced. */}
      <span className="heard" role="status">
        {troubled ? words : ''}
      </span>
    </span>
  );
}

function Sign({ status }: { status: ConnectionState['status'] }) {
  const icon = { size: 16, stroke: 2.2, 'aria-hidden': true } as const;
  switch (status) {
    case 'saved':
      return <IconCheck {...icon} className={styles['good'] ?? ''} />;
    case 'offline':
      return <IconCloudOff {...icon} />;
    case 'full':
    case 'failing':
      return <IconDatabaseX {...icon} />;
    case 'closed':
      return <IconPlugOff {...icon} />;
    default:
      return <span className={styles['busy']} aria-hidden="true" />;
  }
}
