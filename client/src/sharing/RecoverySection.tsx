import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { BoardId } from '@weft/protocol';
import { useState } from 'react';
import { t } from '../messages/t.ts';
import { api } from '../api/api.ts';
import { queryClient } from '../api/queryClient.ts';
import { queries } from '../api/queries.ts';
import { CopyField } from '../design/CopyField.tsx';
import { toast } from '../design/toast.ts';
import { useNow } from '../design/useNow.ts';
import { errorText } from '../messages/errorText.ts';
import { whenText } from '../messages/when.ts';
import styles from './ShareDialog.module.css';

/** The way back when the device is gone. A link's address is told once; afterwards only that it exists. */
export function RecoverySection({ boardId }: { boardId: BoardId }) {
  const now = useNow(30_000);
  const { queryKey } = queries.recovery(boardId);
  const recovery = useQuery(queries.recovery(boardId));
  const [made, setMade] = useState<{ id: string; url: string } | null>(null);
  const make = useMutation({
    mutationFn: () => api.newRecoveryLink(boardId),
    onSuccess: async (link) => {
      setMade(link);
      await queryClient.invalidateQueries({ queryKey });
    },
  });
  const withdraw = useMutation({
    mutationFn: (id: string) => api.withdrawRecoveryLink(boardId, id),
    onSuccess: async (_nothing, id) => {
      if (made?.id === id) setMade(null);
      toast(t('recovery.withdrawn'));
      await queryClient.invalidateQueries({ queryKey });
    },
  });

  return (
    <details className={styles['more']}>
      <summary>{t('recovery.title')}</summary>
      <p className={styles['quiet']}>{t('recovery.text')}</p>
      {recovery.isError && <p role="alert">{errorText(recovery.error)}</p>}
      {made === null ? (
        <Button className={styles['make'] ?? ''} loading={make.isPending} onClick={() => make.mutate()}>
          {t('recovery.make')}
        </Button>
      ) : (
        <div className={styles['made']}>
          <CopyField label={t('recovery.link')} value={made.url} />
          <p className={styles['quiet']}>{t('recovery.once')}</p>
        </div>
      )}
      <ul>
        {(recovery.data ?? []).map(({ id, createdAt, usedAt }) => (
          <li key={id}>
            <span>
              {usedAt === null
                ? t('recovery.row', { when: whenText(createdAt, now) })
                : t('recovery.rowUsed', { when: whenText(createdAt, now), used: whenText(usedAt, now) })}
            </span>
            <Button variant="subtle" color="danger" onClick={() => withdraw.mutate(id)}>
              {t('recovery.withdraw')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
