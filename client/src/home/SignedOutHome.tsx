import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { t } from '../messages/t.ts';
import { api } from '../api/api.ts';
import { PageHeader } from '../design/PageHeader.tsx';
import { ThemeSwitch } from '../design/ThemeSwitch.tsx';
import { usePageTitle } from '../design/usePageTitle.ts';
import { CodeField } from '../join/CodeField.tsx';
import { errorText } from '../messages/errorText.ts';
import { becomePerson } from '../people/signIn.ts';
import { useNameField } from '../people/useNameField.ts';
import styles from './SignedOutHome.module.css';
import { useStartBoard } from './useStartBoard.ts';
import { WeavePicture } from './WeavePicture.tsx';

/** One sentence, two ways in, and beside them what it is about. */
export default function SignedOutHome({ onStarting }: { onStarting: (starting: boolean) => void }) {
  usePageTitle(t('app.name'));
  return (
    <>
      <PageHeader>
        <ThemeSwitch />
      </PageHeader>
      <main className={styles['main']}>
        <div>
          <h1 className={styles['headline']}>
            <span>{t('home.headlineMake')}</span> <span>{t('home.headlineGrew')}</span>
          </h1>
          <p className={styles['lead']}>{t('home.lead')}</p>
          <StartForm onStarting={onStarting} />
          <CodeWay />
        </div>
        <WeavePicture />
      </main>
    </>
  );
}

function StartForm({ onStarting }: { onStarting: (starting: boolean) => void }) {
  const name = useNameField();
  const startBoard = useStartBoard();
  const start = useMutation({
    meta: { shown: true },
    mutationFn: async (chosen: string) => {
      onStarting(true);
      becomePerson((await api.newGuest(chosen)).person);
      await startBoard.mutateAsync();
    },
    onError: (error) => {
      name.setError(errorText(error));
      onStarting(false);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const chosen = name.read();
    if (chosen !== null) start.mutate(chosen);
  };
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <TextInput
        className={styles['name'] ?? ''}
        label={t('home.yourName')}
        placeholder={t('home.namePlaceholder')}
        {...name.props}
      />
      <Button type="submit" variant="filled" size="lg" className={styles['start'] ?? ''} loading={start.isPending}>
        {t('home.start')}
      </Button>
    </form>
  );
}

function CodeWay() {
  const [open, setOpen] = useState(false);
  return (
    <div className={styles['codeWay']}>
      {open ? (
        <CodeField autoFocus />
      ) : (
        <button type="button" className={styles['codeLink']} onClick={() => setOpen(true)}>
          {t('home.haveCode')}
        </button>
      )}
    </div>
  );
}
