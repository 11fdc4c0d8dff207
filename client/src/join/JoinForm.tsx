import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { LinkPreview, Person } from '@weft/protocol';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { t } from '../messages/t.ts';
import { api } from '../api/api.ts';
import { queryClient } from '../api/queryClient.ts';
import { queries } from '../api/queries.ts';
import { Face } from '../design/Face.tsx';
import { PageHeader } from '../design/PageHeader.tsx';
import { ThemeSwitch } from '../design/ThemeSwitch.tsx';
import { usePageTitle } from '../design/usePageTitle.ts';
import { errorText } from '../messages/errorText.ts';
import { becomePerson } from '../people/signIn.ts';
import { useNameField } from '../people/useNameField.ts';
import styles from './JoinForm.module.css';

const SignOutDialog = lazy(() => import('../people/SignOutDialog.tsx'));
const HandoverDialog = lazy(() => import('../people/HandoverDialog.tsx'));

export interface JoinFormProps {
  code: string;
  preview: LinkPreview;
  me: Person | null;
  onJoining: (joining: boolean) => void;
}

export function JoinForm({ code, preview, me, onJoining }: JoinFormProps) {
  usePageTitle(preview.title);
  const navigate = useNavigate();
  const name = useNameField();
  const join = useMutation({
    meta: { shown: true },
    mutationFn: async (newName: string | null) => {
      onJoining(true);
      if (newName !== null) becomePerson((await api.newGuest(newName)).person);
      return await api.join(code);
    },
    onSuccess: async ({ boardId }) => {
      queryClient.removeQueries({ queryKey: queries.board(boardId).queryKey });
      await navigate({ to: '/boards/$boardId', params: { boardId }, replace: true });
    },
    onError: () => onJoining(false),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (me !== null) return join.mutate(null);
    const newName = name.read();
    if (newName !== null) join.mutate(newName);
  };
  const role = {
    participant: 'join.asParticipant',
    viewer: 'join.asViewer',
    facilitator: 'join.asFacilitator',
  } as const;

  return (
    <>
      <PageHeader>
        <ThemeSwitch />
      </PageHeader>
      <main className={styles['main']}>
        <form className={styles['card']} onSubmit={submit} noValidate>
          <p className={styles['kicker']}>{t('join.invited')}</p>
          <h1 className={styles['title']} title={preview.title}>
            {preview.title}
          </h1>
          <p className={styles['role']}>{t(role[preview.role])}</p>
          <div className={styles['in']}>
            {me === null ? (
              <>
                <TextInput
                  className={styles['name'] ?? ''}
                  label={t('home.yourName')}
                  placeholder={t('home.namePlaceholder')}
                  autoFocus
                  {...name.props}
                />
                <Button
                  type="submit"
                  variant="filled"
                  size="lg"
                  className={styles['join'] ?? ''}
                  loading={join.isPending}
                >
                  {t('join.join')}
                </Button>
              </>
            ) : (
              <Button
                type="submit"
                variant="filled"
                size="lg"
                autoFocus
                className={styles['joinAs'] ?? ''}
                leftSection={<Face person={me} size={28} decorative />}
                loading={join.isPending}
              >
                <span className={styles['joinAsName']} title={me.name}>
                  {t('join.joinAs', { name: me.name })}
                </span>
              </Button>
            )}
          </div>
          {join.isError && (
            <p className={styles['error']} role="alert">
              {errorText(join.error)}
            </p>
          )}
          {me !== null && <NotYou me={me} />}
          <WhatIsKept />
        </form>
      </main>
    </>
  );
}

/** The one line, and behind it the plain truth of what others will see. */
function WhatIsKept() {
  return (
    <details className={styles['kept']}>
      <summary>
        {t('join.told')} <span className={styles['keptLink']}>{t('join.toldLink')}</span>
      </summary>
      <ul>
        <li>{t('join.toldName')}</li>
        <li>{t('join.toldItems')}</li>
        <li>{t('join.toldReplay')}</li>
        <li>{t('join.toldNever')}</li>
      </ul>
    </details>
  );
}

function NotYou({ me }: { me: Person }) {
  const [open, setOpen] = useState<'signOut' | 'handover' | 'rename' | null>(null);
  return (
    <p className={styles['notYou']}>
      {t('join.notYou')}{' '}
      <button type="button" className={styles['textButton']} onClick={() => setOpen('signOut')}>
        {t('join.signOutFirst')}
      </button>
      <Suspense>
        {open === 'signOut' && <SignOutDialog me={me} stay onClose={() => setOpen(null)} onOpen={setOpen} />}
        {open === 'handover' && <HandoverDialog me={me} onClose={() => setOpen(null)} onOpen={setOpen} />}
      </Suspense>
    </p>
  );
}
