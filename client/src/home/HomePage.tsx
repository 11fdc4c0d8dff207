import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { t } from '../messages/t.ts';
import { queries } from '../api/queries.ts';
import { WaitPage } from '../app/StandIns.tsx';
import { Notice } from '../design/Notice.tsx';
import { errorText } from '../messages/errorText.ts';

// Whoever comes for the first time does not carry the menus and dialogs of those who have boards, nor the other way round.
const SignedOutHome = lazy(() => import('./SignedOutHome.tsx'));
const MyBoards = lazy(() => import('./MyBoards.tsx'));

/** `/`: two ways in for a new person, the boards of a known one. */
export function HomePage() {
  const me = useQuery(queries.me);
  // From a name to a board is one step: the list of boards must not flash by in between.
  const [starting, setStarting] = useState(false);
  if (me.isPending) return <WaitPage />;
  if (me.isError)
    return (
      <Notice title={t('boardClosed.offlineTitle')} text={errorText(me.error)}>
        <Button variant="filled" onClick={() => void me.refetch()}>
          {t('app.tryAgain')}
        </Button>
      </Notice>
    );
  return (
    <Suspense fallback={<WaitPage />}>
      {me.data === null || starting ? <SignedOutHome onStarting={setStarting} /> : <MyBoards me={me.data} />}
    </Suspense>
  );
}
