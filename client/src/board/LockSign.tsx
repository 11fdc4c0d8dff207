import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { SelectedItem } from '../canvas/CanvasApi.ts';
import type { SetLocked } from '../canvas/holdLocks.ts';
import { t } from '../messages/t.ts';
import styles from './ItemPanel.module.css';

export interface LockSignProps {
  item: SelectedItem;
  /** For whoever may unlock it. */
  setLocked: SetLocked | null;
}

/** That the item is locked, and who may unlock it. */
export function LockSign({ item, setLocked }: LockSignProps) {
  if (item.locked === null) return null;
  const words = item.locked === 'around' ? 'item.lockedAround' : setLocked === null ? 'item.locked' : 'item.lockedByMe';
  return (
    <div className={styles['lock']}>
      <IconLock size={18} stroke={1.8} aria-hidden />
      <p>{t(words)}</p>
      {setLocked !== null && item.locked === 'itself' && (
        <Button variant="default" size="compact-sm" onClick={() => setLocked([item.id], false)}>
          {t('item.unlock')}
        </Button>
      )}
    </div>
  );
}
