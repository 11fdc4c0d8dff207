import { Button } from '@mantine/core';
import { t } from '../messages/t.ts';
import type { WhoseToggle } from './useWhose.ts';
import styles from './WhoseButton.module.css';

/** Lays each item's people along its edge. On a narrow screen it is in the board's menu. */
export function WhoseButton({ whose }: { whose: WhoseToggle }) {
  return (
    <Button
      variant="default"
      className={styles['button'] ?? ''}
      aria-pressed={whose.isOn}
      aria-keyshortcuts="Shift+W"
      title={t('whose.titleKey', { key: 'Shift W' })}
      onClick={whose.toggle}
    >
      {t('whose.title')}
    </Button>
  );
}
