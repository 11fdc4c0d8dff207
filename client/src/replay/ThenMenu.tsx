import { Menu } from '@mantine/core';
import { IconArrowBackUp, IconColumns2, IconDots, IconGitFork } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type Board, mayEdit } from '@weft/protocol';
import { useForkBoard } from '../fork/useForkBoard.ts';
import { t } from '../messages/t.ts';
import styles from './ReplayView.module.css';

export interface ThenMenuProps {
  board: Board;
  /** Null at the live end: nothing has changed since. */
  at: number | null;
  /** The newest thing in the log. */
  now: number;
  onBringBack: () => void;
}

/** What one can do with the board as it was at the moment that is shown. */
export function ThenMenu({ board, at, now, onBringBack }: ThenMenuProps) {
  const fork = useForkBoard();
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
        <Menu.Item
          leftSection={<IconGitFork size={18} stroke={1.7} aria-hidden />}
          disabled={fork.isPending}
          onClick={() => fork.mutate({ id: board.id, title: board.title, at })}
        >
          {t(at === null ? 'fork.action' : 'fork.fromHere')}
        </Menu.Item>
        {at !== null && (
          <Menu.Item
            leftSection={<IconColumns2 size={18} stroke={1.7} aria-hidden />}
            renderRoot={(item) => (
              <Link
                to="/boards/$boardId/replay/compare"
                params={{ boardId: board.id }}
                search={{ a: at, b: now }}
                {...item}
              />
            )}
          >
            {t('compare.withNow')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
