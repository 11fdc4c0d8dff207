import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { PersonId, PersonRecord } from '@weft/protocol';
import { lazy, Suspense, useState } from 'react';
import { Face } from '../design/Face.tsx';
import { t } from '../messages/t.ts';
import { called } from '../people/nameOf.ts';
import styles from './part.module.css';
import { keptText, seenText } from './recordWords.ts';

const LeaveDialog = lazy(() => import('./LeaveDialog.tsx'));

export interface RecordOfBoardProps {
  record: PersonRecord['boards'][number];
  me: PersonId;
  when: string;
}

/** One board of mine: since when, what others see of me there, what is kept, and the way out. */
export function RecordOfBoard({ record, me, when }: RecordOfBoardProps) {
  const { board, leftAt } = record;
  const [leaving, setLeaving] = useState(false);
  const kept = keptText(record);
  return (
    <article className={styles['panel']}>
      <h3 className={styles['boardName']}>{board.title}</h3>
      <p className={styles['quiet']}>
        {leftAt === null ? `${t(`part.record.roles.${record.role}`)}. ` : ''}
        {when}
      </p>
      <p className={styles['seen']}>
        {t('part.record.seen')}{' '}
        <span className={styles['seenAs']}>
          <Face person={called(record.seenAs)} size={24} decorative />
          <strong>{seenText(record.seenAs)}</strong>
        </span>
      </p>
      {kept !== null && <p className={styles['quiet']}>{kept}</p>}
      {leftAt === null && (
        <div className={styles['ways']}>
          <Button renderRoot={(props) => <Link to="/boards/$boardId/me" params={{ boardId: board.id }} {...props} />}>
            {t('part.menu')}
            <span className="heard">: {board.title}</span>
          </Button>
          <Button variant="subtle" color="danger" onClick={() => setLeaving(true)}>
            {t('part.decide.leave')}
            <span className="heard">: {board.title}</span>
          </Button>
        </div>
      )}
      {leaving && (
        <Suspense>
          <LeaveDialog board={board} me={me} onClose={() => setLeaving(false)} />
        </Suspense>
      )}
    </article>
  );
}
