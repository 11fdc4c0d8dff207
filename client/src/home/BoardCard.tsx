import { Link } from '@tanstack/react-router';
import type { Board } from '@weft/protocol';
import { lazy } from 'react';
import { t } from '../messages/t.ts';
import { Face } from '../design/Face.tsx';
import { OnDemandMenu } from '../design/OnDemandMenu.tsx';
import { useNow } from '../design/useNow.ts';
import { agoText, whenText } from '../messages/when.ts';
import target from '../design/CardTarget.module.css';
import styles from './BoardCard.module.css';
import { BoardMenuButton } from './BoardMenuButton.tsx';

const loadBoardMenu = () => import('./BoardMenu.tsx');
const BoardMenu = lazy(loadBoardMenu);
const FACES = 5;

/** One board: how it looks now, its title, who is on it, when it changed. The whole card opens it. */
export function BoardCard({ board }: { board: Board }) {
  const now = useNow(60_000);
  return (
    <article className={styles['card']}>
      <div className={styles['picture']}>
        <img src={board.thumbnail} alt="" loading="lazy" decoding="async" />
      </div>
      <div className={styles['words']}>
        <h2 className={styles['title']}>
          <Link
            to="/boards/$boardId"
            params={{ boardId: board.id }}
            className={[target['open'], styles['name']].join(' ')}
            title={board.title}
          >
            {board.title}
          </Link>
        </h2>
        {board.role === 'facilitator' && (
          <OnDemandMenu trigger={BoardMenuButton} menu={BoardMenu} preload={loadBoardMenu} props={{ board }} />
        )}
      </div>
      <div className={styles['foot']}>
        <Faces board={board} />
        <span className={styles['when']} title={whenText(board.changedAt, now)}>
          {board.role === 'viewer' ? `${t('home.visiting')} · ` : ''}
          {agoText(board.changedAt, now)}
        </span>
      </div>
    </article>
  );
}

function Faces({ board }: { board: Board }) {
  const shown = board.people.slice(0, FACES);
  const more = board.peopleCount - shown.length;
  return (
    <span className={styles['faces']} role="group" aria-label={t('app.facesLabel', { count: board.peopleCount })}>
      {shown.map((person) => (
        <Face key={person.id} person={person} size={28} />
      ))}
      {more > 0 && <span className={styles['more']}>+{more}</span>}
    </span>
  );
}
