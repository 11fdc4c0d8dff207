import { IconDots } from '@tabler/icons-react';
import type { MenuTriggerProps } from '../design/OnDemandMenu.tsx';
import { t } from '../messages/t.ts';
import styles from './OpenBoardMenu.module.css';

export interface OpenBoardMenuProps {
  onDownload: () => void;
  /** Null for those who may only look. */
  onBringIn: (() => void) | null;
}

export function OpenBoardMenuButton({
  onDownload: _onDownload,
  onBringIn: _onBringIn,
  ...button
}: OpenBoardMenuProps & MenuTriggerProps) {
  return (
    <button
      type="button"
      {...button}
      className={[styles['button'], button.className].filter(Boolean).join(' ')}
      aria-label={t('exchange.menu')}
      title={t('exchange.menu')}
    >
      <IconDots size={20} stroke={1.8} aria-hidden />
    </button>
  );
}
