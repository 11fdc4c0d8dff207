import { Menu } from '@mantine/core';
import { IconArrowBackUp, IconDots } from '@tabler/icons-react';
import { type Board, mayEdit } from '@weft/protocol';
import { t } from '../messages/t.ts';
import styles from './ReplayView.module.css';

export interface ThenMenuProps {
  board: Board;
  /** Null at the live end: nothing has changed since. */
  at: number | null;
  onBringBack: () => void;
}

/** What one can do with the board as it was at the moment that is shown. */
export function ThenMenu({ board, at, onBringBack }: ThenMenuProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={styles['more']} aria-label={t('replay.more')} title={t('replay.more')}>
          <IconDots size={20} stroke={1.8} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArrowBackUp size={18} stroke={1.7} aria-hidden />}
          disabled={at === null || !mayEdit(board.role)}
          onClick={onBringBack}
        >
          {t('restore.board')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
