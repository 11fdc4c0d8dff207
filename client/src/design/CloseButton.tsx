import { IconX } from '@tabler/icons-react';
import { t } from '../messages/t.ts';
import styles from './CloseButton.module.css';

export interface CloseButtonProps {
  /** What it puts away, where "Close" does not say it. */
  label?: string;
  /** In the upper right corner of a card, over what it holds. */
  inCorner?: boolean;
  onClick: () => void;
}

/** The cross that puts away a card. */
export function CloseButton({ label = t('app.close'), inCorner = false, onClick }: CloseButtonProps) {
  return (
    <button
      type="button"
      className={styles['close']}
      data-corner={inCorner || undefined}
      aria-label={label}
      onClick={onClick}
    >
      <IconX size={19} stroke={1.8} aria-hidden />
    </button>
  );
}
