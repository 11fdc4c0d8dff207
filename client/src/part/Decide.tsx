import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconSnowflake } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { MyPart } from '@weft/protocol';
import { lazy, Suspense, useState } from 'react';
import { frozenFile, partApi } from '../api/partApi.ts';
import { toast } from '../design/toast.ts';
import { useNow } from '../design/useNow.ts';
import { fileNameFor } from '../exchange/saveFile.ts';
import { t } from '../messages/t.ts';
import { whenText } from '../messages/when.ts';
import { TickField } from '../design/fields.tsx';
import styles from './part.module.css';
import { partChanged, useChoose } from './useChoose.ts';

const LeaveDialog = lazy(() => import('./LeaveDialog.tsx'));

/** Hide my part, freeze it, see all that is kept, leave: it is mine. */
export function Decide({ part }: { part: MyPart }) {
  const choose = useChoose(part.board.id);
  const [leaving, setLeaving] = useState(false);
  const freeze = useMutation({
    mutationFn: () => partApi.freeze(part.board.id),
    onSuccess: () => toast(t('part.decide.frozen')),
    onSettled: () => partChanged(part.board.id),
  });
  const hidden =
    choose.isPending && choose.variables.hidden !== undefined ? choose.variables.hidden : part.choices.hidden;
  return (
    <section className={styles['decide']} aria-labelledby="decide">
      <h2 id="decide" className={styles['sectionTitle']}>
        {t('part.decide.title')}
      </h2>
      <TickField
        label={t('part.decide.hide')}
        about={hidden ? t('part.decide.hiddenNow') : t('part.decide.hideAbout')}
        checked={hidden}
        disabled={choose.isPending}
        onChange={(wish) => choose.mutate({ hidden: wish })}
      />
      <div className={styles['freeze']}>
        <Button
          leftSection={<IconSnowflake size={18} stroke={1.8} aria-hidden />}
          loading={freeze.isPending}
          onClick={() => freeze.mutate()}
        >
          {t('part.decide.freeze')}
        </Button>
        <p className={styles['quiet']}>{t('part.decide.freezeAbout')}</p>
      </div>
      <FrozenList part={part} />
      <div className={`${styles['ways']} ${styles['flush']}`}>
        <Button variant="subtle" renderRoot={(props) => <Link to="/me/record" {...props} />}>
          {t('part.decide.record')}
        </Button>
        {part.removed === null && (
          <Button variant="subtle" color="danger" onClick={() => setLeaving(true)}>
            {t('part.decide.leave')}
          </Button>
        )}
      </div>
      {leaving && (
        <Suspense>
          <LeaveDialog board={part.board} me={part.person.id} onClose={() => setLeaving(false)} />
        </Suspense>
      )}
    </section>
  );
}

function FrozenList({ part }: { part: MyPart }) {
  const now = useNow(60_000);
  const boardId = part.board.id;
  const remove = useMutation({
    mutationFn: (id: string) => partApi.deleteFrozen(boardId, id),
    onSettled: () => partChanged(boardId),
  });
  if (part.frozen.length === 0) return null;
  return (
    <ul className={styles['frozen']}>
      {part.frozen.map(({ id, at }) => {
        const when = whenText(at, now);
        return (
          <li key={id}>
            <span>{t('part.decide.frozenAt', { when })}</span>
            <Button
              variant="subtle"
              component="a"
              href={frozenFile(boardId, id)}
              download={fileNameFor(part.board.title, 'json')}
              aria-label={t('part.decide.frozenSaveOf', { when })}
            >
              {t('part.decide.frozenSave')}
            </Button>
            <Button
              variant="subtle"
              color="danger"
              disabled={remove.isPending}
              aria-label={t('part.decide.frozenDeleteOf', { when })}
              onClick={() => remove.mutate(id)}
            >
              {t('part.decide.frozenDelete')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
