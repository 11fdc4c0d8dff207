import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { t } from '../messages/t.ts';
import { api } from '../api/api.ts';
import { PageHeader } from '../design/PageHeader.tsx';
import { ThemeSwitch } from '../design/ThemeSwitch.tsx';
import { usePageTitle } from '../design/usePageTitle.ts';
import { IMPORTABLE, pickFile } from '../exchange/pickFiles.ts';
import { useStartFromFile } from '../exchange/useStartFromFile.ts';
import { CodeField } from '../join/CodeField.tsx';
import { errorText } from '../messages/errorText.ts';
import { becomePerson } from '../people/signIn.ts';
import { useNameField } from '../people/useNameField.ts';
import styles from './SignedOutHome.module.css';
import { useStartBoard } from './useStartBoard.ts';
import { WeavePicture } from './WeavePicture.tsx';

const StartFromFileView = lazy(() => import('../exchange/StartFromFileView.tsx'));

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
  const fromFile = useStartFromFile(() => onStarting(false));
  const startFromFile = async () => {
    const chosen = name.read();
    const file = chosen === null ? null : await pickFile(IMPORTABLE);
    if (chosen === null || file === null) return;
    onStarting(true);
    await fromFile.start(file, async () => becomePerson((await api.newGuest(chosen)).person));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const chosen = name.read();
    if (chosen !== null) start.mutate(chosen);
  };
  return (
    <>
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
      <OtherWays onFile={() => void startFromFile()} />
      {fromFile.starting !== null && (
        <Suspense>
          <StartFromFileView starting={fromFile.starting} from={fromFile} />
        </Suspense>
      )}
    </>
  );
}

function OtherWays({ onFile }: { onFile: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <div className={styles['otherWays']}>
      {open ? (
        <CodeField autoFocus />
      ) : (
        <button type="button" className={styles['wayLink']} onClick={() => setOpen(true)}>
          {t('home.haveCode')}
        </button>
      )}
      <button type="button" className={styles['wayLink']} onClick={onFile}>
        {t('exchange.startFromFile')}
      </button>
    </div>
  );
}
