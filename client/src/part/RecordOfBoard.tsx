import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { SOMEONE, type PersonId, type PersonRecord } from '@weft/protocol';
import { lazy, Suspense, useState } from 'react';
import { partApi } from '../api/partApi.ts';
import { partQueries } from '../api/partQueries.ts';
import { queryClient } from '../api/queryClient.ts';
import { Face } from '../design/Face.tsx';
import { TickField } from '../design/fields.tsx';
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
  const { board, leftAt, partUntil } = record;
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
      {leftAt !== null && <HideMine record={record} />}
      {(leftAt === null || partUntil !== null) && (
        <div className={styles['ways']}>
          <Button renderRoot={(props) => <Link to="/boards/$boardId/me" params={{ boardId: board.id }} {...props} />}>
            {t('part.menu')}
            <span className="heard">: {board.title}</span>
          </Button>
          {leftAt === null && (
            <Button variant="subtle" color="danger" onClick={() => setLeaving(true)}>
              {t('part.decide.leave')}
              <span className="heard">: {board.title}</span>
            </Button>
          )}
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

/** Of a board that I am on no more I can still say whether others are told of me. */
function HideMine({ record: { board, hidden, seenAs } }: Pick<RecordOfBoardProps, 'record'>) {
  const choose = useMutation({
    mutationFn: (wish: boolean) => partApi.choose(board.id, { hidden: wish }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: partQueries.record.queryKey }),
  });
  // Where nobody is told of me anyway there is nothing to choose.
  if (!hidden && seenAs.id === SOMEONE) return null;
  return (
    <TickField
      label={t('part.record.hide', { board: board.title })}
      checked={choose.isPending ? choose.variables : hidden}
      disabled={choose.isPending}
      onChange={(wish) => choose.mutate(wish)}
    />
  );
}
