import { Menu } from '@mantine/core';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Board } from '@weft/protocol';
import { lazy, Suspense, useState } from 'react';
import { t } from '../messages/t.ts';
import { Face } from '../design/Face.tsx';
import { useNow } from '../design/useNow.ts';
import { agoText, whenText } from '../messages/when.ts';
import styles from './BoardCard.module.css';
import { useDeleteBoard } from './useDeleteBoard.ts';

const RenameBoardDialog = lazy(() => import('./RenameBoardDialog.tsx'));
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
            className={styles['open'] ?? ''}
            title={board.title}
          >
            {board.title}
          </Link>
        </h2>
        {board.role === 'facilitator' && <BoardMenu board={board} />}
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

function BoardMenu({ board }: { board: Board }) {
  const [renaming, setRenaming] = useState(false);
  const deleteBoard = useDeleteBoard(board);
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <button type="button" className={styles['dots']} aria-label={t('home.boardMenu', { title: board.title })}>
            <IconDots size={20} stroke={1.8} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={18} stroke={1.7} aria-hidden />} onClick={() => setRenaming(true)}>
            {t('home.rename')}
          </Menu.Item>
          <Menu.Item
            color="danger"
            leftSection={<IconTrash size={18} stroke={1.7} aria-hidden />}
            onClick={() => deleteBoard.mutate()}
          >
            {t('home.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {renaming && (
        <Suspense>
          <RenameBoardDialog board={board} onClose={() => setRenaming(false)} />
        </Suspense>
      )}
    </>
  );
}
