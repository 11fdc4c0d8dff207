import { Link } from '@tanstack/react-router';
import type { Board, Role } from '@weft/protocol';
import { lazy } from 'react';
import { t } from '../messages/t.ts';
import { Mark } from '../design/Mark.tsx';
import { OnDemandMenu } from '../design/OnDemandMenu.tsx';
import { OutlineButton } from '../outline/OutlineButtons.tsx';
import type { OutlineToggle } from '../outline/useOutlinePanel.ts';
import type { ConnectionState } from '../sync/BoardConnection.ts';
import styles from './BoardBar.module.css';
import { BoardTitle } from './BoardTitle.tsx';
import { OpenBoardMenuButton, type OpenBoardMenuProps } from './OpenBoardMenuButton.tsx';
import { SaveState } from './SaveState.tsx';

const loadMenu = () => import('./OpenBoardMenu.tsx');
const OpenBoardMenu = lazy(loadMenu);

export interface BoardBarProps {
  board: Board;
  role: Role;
  state: ConnectionState;
  outline: OutlineToggle;
  menu: OpenBoardMenuProps;
}

/** The way home, the title, whether my work is safe, the board to be read, and what can be done with all of it. */
export function BoardBar({ board, role, state, outline, menu }: BoardBarProps) {
  return (
    <div className={styles['bar']}>
      <Link to="/" className={styles['mark'] ?? ''} aria-label={t('app.home')} title={t('app.home')}>
        <Mark size={24} />
      </Link>
      <BoardTitle board={board} readOnly={role !== 'facilitator'} />
      <span className={styles['rule']} aria-hidden="true" />
      <SaveState state={state} />
      <OutlineButton outline={outline} />
      <OnDemandMenu trigger={OpenBoardMenuButton} menu={OpenBoardMenu} preload={loadMenu} props={menu} />
    </div>
  );
}
