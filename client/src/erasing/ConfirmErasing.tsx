import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { BoardId, Erasure } from '@weft/protocol';
import { type FormEvent, useState } from 'react';
import { api } from '../api/api.ts';
import { queries } from '../api/queries.ts';
import dialogStyles from '../design/TextDialog.module.css';
import { errorText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import type { Chosen } from './chosen.ts';
import styles from './EraseDialog.module.css';
import { goesWords, isNothing, staysWords } from './erasureWords.ts';

export interface ConfirmErasingProps {
  boardId: BoardId;
  title: string;
  chosen: Chosen;
  onBack: () => void;
  onClose: () => void;
}

/** First what would go and what stays; then the board's title, typed, as the one thing that cannot be pressed by mistake. */
export function ConfirmErasing({ boardId, title, chosen, onBack, onClose }: ConfirmErasingProps) {
  const preview = useQuery(queries.erasure(boardId, chosen.what));
  if (preview.isPending) return <p role="status">{t('erasing.looking')}</p>;
  const back = (
    <div className={dialogStyles['actions']}>
      <Button onClick={onBack}>{t('erasing.back')}</Button>
    </div>
  );
  if (preview.isError) {
    return (
      <>
        <p role="alert">{errorText(preview.error)}</p>
        {back}
      </>
    );
  }
  return (
    <>
      <p className={styles['chosen']}>{chosen.called}</p>
      {isNothing(preview.data) ? (
        <>
          <p role="status">{t('erasing.nothing')}</p>
          {back}
        </>
      ) : (
        <>
          <Preview erasure={preview.data} />
          <TypeTitle boardId={boardId} title={title} chosen={chosen} onBack={onBack} onClose={onClose} />
        </>
      )}
    </>
  );
}

function Preview({ erasure }: { erasure: Erasure }) {
  return (
    <>
      <List title={t('erasing.goesTitle')} lines={goesWords(erasure)} />
      <List title={t('erasing.staysTitle')} lines={staysWords(erasure)} />
      <p className={styles['final']}>{t('erasing.final')}</p>
    </>
  );
}

function List({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <>
      <h3 className={styles['kicker']}>{title}</h3>
      <ul className={styles['list']}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

function TypeTitle({ boardId, title, chosen, onBack, onClose }: ConfirmErasingProps) {
  const [typed, setTyped] = useState('');
  const [mismatch, setMismatch] = useState(false);
  const erase = useMutation({
    meta: { shown: true },
    mutationFn: () => api.erase(boardId, { what: chosen.what, dryRun: false }),
    // That it is done everybody's page says, this one too.
    onSuccess: onClose,
  });
  // A board without a title has nothing to be typed but a word for it.
  const asked = title.trim() === '' ? t('erasing.word') : title.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() === asked) erase.mutate();
    else setMismatch(true);
  };
  const error = mismatch ? t('erasing.mismatch') : erase.isError ? errorText(erase.error) : null;
  return (
    <form className={styles['confirm']} onSubmit={submit} noValidate>
      <TextInput
        label={t('erasing.type', { title: asked })}
        value={typed}
        error={error}
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setMismatch(false);
        }}
      />
      <div className={dialogStyles['actions']}>
        <Button data-autofocus onClick={onBack} disabled={erase.isPending}>
          {t('erasing.back')}
        </Button>
        <Button type="submit" variant="filled" color="danger" loading={erase.isPending}>
          {t('erasing.confirm')}
        </Button>
      </div>
    </form>
  );
}
