import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { BoardId, Moment, Person, Role } from '@weft/protocol';
import { lazy, Suspense, useState } from 'react';
import { CloseButton } from '../design/CloseButton.tsx';
import { Face } from '../design/Face.tsx';
import { toast } from '../design/toast.ts';
import { errorText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import { whenText } from '../messages/when.ts';
import { MomentAnswers } from './MomentAnswers.tsx';
import styles from './MomentCard.module.css';
import { momentQueries, momentsApi } from './momentsApi.ts';

const MarkMomentDialog = lazy(() => import('./MarkMomentDialog.tsx'));

export interface MomentCardProps {
  readonly boardId: BoardId;
  readonly moment: Moment;
  /** Who marked it. */
  readonly person: Person | undefined;
  readonly me: Person;
  readonly role: Role;
  readonly now: number;
  /** What is asked at it; in a look back whoever leads chooses. */
  readonly question: string;
  readonly onClose: () => void;
}

/** A moment that somebody marked, and what people say of it. */
export function MomentCard({ boardId, moment, person, me, role, now, question, onClose }: MomentCardProps) {
  const [changing, setChanging] = useState(false);
  const mayChange = moment.personId === me.id || role === 'facilitator';
  return (
    <aside className={styles['card']} aria-label={t('moments.card')}>
      <CloseButton inCorner onClick={onClose} />
      <p className={styles['kicker']}>
        {person !== undefined && <Face person={person} size={20} decorative />}
        {t('moments.markedBy', { name: person?.name ?? t('app.someone'), when: whenText(moment.at, now) })}
      </p>
      <h2>{moment.title}</h2>
      {moment.note !== '' && <p className={styles['note']}>{moment.note}</p>}
      <div className={styles['actions']}>
        <Button className={styles['deed'] ?? ''} onClick={() => void copyLink(boardId, moment)}>
          {t('moments.copyLink')}
        </Button>
        {mayChange && (
          <>
            <Button className={styles['deed'] ?? ''} onClick={() => setChanging(true)}>
              {t('moments.change')}
            </Button>
            <Withdraw boardId={boardId} moment={moment} onDone={onClose} />
          </>
        )}
      </div>
      <MomentAnswers
        boardId={boardId}
        momentId={moment.id}
        question={question}
        isTitle={question === moment.title}
        me={me}
      />
      {changing && (
        <Suspense>
          <MarkMomentDialog boardId={boardId} at={moment.at} moment={moment} onClose={() => setChanging(false)} />
        </Suspense>
      )}
    </aside>
  );
}

function Withdraw({ boardId, moment, onDone }: { boardId: BoardId; moment: Moment; onDone: () => void }) {
  const queryClient = useQueryClient();
  const withdrawing = useMutation({
    mutationFn: () => momentsApi.withdraw(boardId, moment.id),
    onSuccess: async () => {
      onDone();
      await queryClient.invalidateQueries({ queryKey: momentQueries.moments(boardId).queryKey });
      toast(t('moments.withdrawn', { title: moment.title }));
    },
    onError: (error) => toast(errorText(error), { kind: 'problem' }),
  });
  return (
    <Button className={styles['deed'] ?? ''} loading={withdrawing.isPending} onClick={() => withdrawing.mutate()}>
      {t('moments.withdraw')}
    </Button>
  );
}

/** Over plain http a browser may refuse the clipboard: then the address is shown to be copied by hand. */
async function copyLink(boardId: BoardId, { id, at }: Moment): Promise<void> {
  const link = new URL(`/boards/${boardId}/replay?t=${at}&moment=${encodeURIComponent(id)}`, window.location.href).href;
  try {
    await navigator.clipboard.writeText(link);
    toast(t('app.copied'));
  } catch {
    toast(link, { life: 30_000 });
  }
}
