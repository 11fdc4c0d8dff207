import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Deletion, Person } from '@weft/protocol';
import { type FormEvent, useState } from 'react';
import { partApi } from '../api/partApi.ts';
import { partQueries } from '../api/partQueries.ts';
import { Dialog } from '../design/Dialog.tsx';
import dialogStyles from '../design/TextDialog.module.css';
import { toast } from '../design/toast.ts';
import { errorText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import { listText } from '../messages/when.ts';
import { becomePerson } from '../people/signIn.ts';
import styles from './part.module.css';
import { keptWords } from './recordWords.ts';

/** First what goes and what stays; then my own name, typed, as the one thing that cannot be pressed by mistake. */
export default function DeleteMeDialog({ me, onClose }: { me: Person; onClose: () => void }) {
  const preview = useQuery(partQueries.deletion);
  return (
    <Dialog title={t('part.deletion.dialog')} onClose={onClose}>
      {preview.isPending && <p role="status">{t('app.loading')}</p>}
      {preview.isError && <p role="alert">{errorText(preview.error)}</p>}
      {preview.isSuccess && (
        <>
          <Preview deletion={preview.data} />
          <ConfirmByName me={me} onClose={onClose} />
        </>
      )}
    </Dialog>
  );
}

const titles = (boards: Deletion['boardsLeft']): string => listText(boards.map(({ title }) => `“${title}”`));

function Preview({ deletion }: { deletion: Deletion }) {
  const { boardsDeleted, boardsLeft, boardsWithoutFacilitator } = deletion;
  const goes = [
    t('part.deletion.name'),
    ...keptWords(deletion),
    ...(boardsDeleted.length > 0 ? [t('part.deletion.boards', { boards: titles(boardsDeleted) })] : []),
  ];
  return (
    <>
      <h3 className={styles['kicker']}>{t('part.deletion.goes')}</h3>
      <ul className={styles['plainList']}>
        {goes.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <h3 className={styles['kicker']}>{t('part.deletion.stays')}</h3>
      <ul className={styles['plainList']}>
        <li>
          {boardsLeft.length === 0
            ? t('part.deletion.leftNothing')
            : t('part.deletion.left', { boards: titles(boardsLeft) })}
        </li>
      </ul>
      {boardsWithoutFacilitator.length > 0 && (
        <p className={styles['refused']}>
          {t('part.deletion.noFacilitator', { boards: titles(boardsWithoutFacilitator) })}
        </p>
      )}
    </>
  );
}

function ConfirmByName({ me, onClose }: { me: Person; onClose: () => void }) {
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [mismatch, setMismatch] = useState(false);
  const remove = useMutation({
    meta: { shown: true },
    mutationFn: partApi.deleteMe,
    onSuccess: async () => {
      await navigate({ to: '/' });
      becomePerson(null);
      toast(t('part.deletion.done'));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() === me.name) remove.mutate();
    else setMismatch(true);
  };
  const error = mismatch ? t('part.deletion.mismatch') : remove.isError ? errorText(remove.error) : null;
  return (
    <form className={styles['confirm']} onSubmit={submit} noValidate>
      <TextInput
        label={t('part.deletion.type', { name: me.name })}
        value={typed}
        error={error}
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setMismatch(false);
        }}
      />
      <div className={dialogStyles['actions']}>
        <Button data-autofocus onClick={onClose}>
          {t('app.cancel')}
        </Button>
        <Button type="submit" variant="filled" color="danger" loading={remove.isPending}>
          {t('part.deletion.confirm')}
        </Button>
      </div>
    </form>
  );
}
