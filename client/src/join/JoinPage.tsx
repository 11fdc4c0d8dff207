import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../messages/t.ts';
import { isCode } from '../api/ApiError.ts';
import { queries } from '../api/queries.ts';
import { WaitPage } from '../app/StandIns.tsx';
import { Notice } from '../design/Notice.tsx';
import { errorText } from '../messages/errorText.ts';
import { CodeField } from './CodeField.tsx';
import { JoinForm } from './JoinForm.tsx';
import { parseCode } from './parseCode.ts';

const route = getRouteApi('/join/$code');

/** `/join/:code`: where this leads, who I am there, and what will be kept; then in. */
export function JoinPage() {
  const { code: written } = route.useParams();
  // An address may be typed by hand, like a code.
  const code = parseCode(written) ?? written;
  const me = useQuery(queries.me);
  const preview = useQuery(queries.preview(code));
  // Signing in is half of joining: the form stays as it is until both halves are done.
  const [joining, setJoining] = useState(false);
  const [asPerson, setAsPerson] = useState(me.data);
  if (!joining && me.data !== asPerson) setAsPerson(me.data);

  if (preview.isError) return <ClosedWayIn error={preview.error} retry={() => void preview.refetch()} />;
  if (me.isError) return <ClosedWayIn error={me.error} retry={() => void me.refetch()} />;
  if (preview.isPending || asPerson === undefined) return <WaitPage />;
  return <JoinForm code={code} preview={preview.data} me={asPerson} onJoining={setJoining} />;
}

function ClosedWayIn({ error, retry }: { error: unknown; retry: () => void }) {
  const passing = isCode(error, 'unreachable', 'internal', 'rate_limited', 'too_many_guesses', 'server_full');
  return (
    <Notice title={passing ? t('boardClosed.offlineTitle') : t('join.failedTitle')} text={errorText(error)}>
      {passing ? (
        <Button variant="filled" onClick={retry}>
          {t('app.tryAgain')}
        </Button>
      ) : (
        <CodeField />
      )}
    </Notice>
  );
}
