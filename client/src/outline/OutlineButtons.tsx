/** The ways to the outline that are always there. */
import { IconListTree } from '@tabler/icons-react';
import iconButton from '../design/IconButton.module.css';
import { t } from '../messages/t.ts';
import styles from './OutlineButtons.module.css';
import type { OutlineToggle } from './useOutlinePanel.ts';

const KEYS = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘ ⇧ O' : 'Ctrl Shift O';

export function OutlineButton({ outline: { isOpen, button, open, close } }: { outline: OutlineToggle }) {
  return (
    <button
      ref={button}
      type="button"
      className={iconButton['button']}
      aria-expanded={isOpen}
      aria-keyshortcuts="Control+Shift+O Meta+Shift+O"
      aria-label={t('outline.skip')}
      title={t('outline.open', { key: KEYS })}
      onClick={isOpen ? close : open}
    >
      <IconListTree size={20} stroke={1.7} aria-hidden />
    </button>
  );
}

/** The first thing that the Tab key meets on a board. */
export function OutlineSkip({ outline }: { outline: OutlineToggle }) {
  return (
    <button type="button" className={styles['skip']} onClick={outline.open}>
      {t('outline.skip')}
    </button>
  );
}
