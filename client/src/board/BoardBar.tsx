import { Link } from '@tanstack/react-router';
import type { Board, Role } from '@weft/protocol';
import { t } from '../messages/t.ts';
import { Mark } from '../design/Mark.tsx';
import type { ConnectionState } from '../sync/BoardConnection.ts';
import styles from './BoardBar.module.css';
import { BoardTitle } from './BoardTitle.tsx';
import { SaveState } from './SaveState.tsx';

/** The way home, the title, and whether my work is safe. */
export function BoardBar({ board, role, state }: { board: Board; role: Role; state: ConnectionState }) {
  return (
    <div className={styles['bar']}>
      <Link to="/" className={styles['mark'] ?? ''} aria-label={t('app.home')} title={t('app.home')}>
        <Mark size={24} />
      </Link>
      <BoardTitle board={board} readOnly={role !== 'facilitator'} />
      <span className={styles['rule']} aria-hidden="true" />
      <SaveState status={state.status} />
    </div>
  );
}
