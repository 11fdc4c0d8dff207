import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Person } from '@weft/protocol';
import type { ReactNode } from 'react';
import { queries } from '../api/queries.ts';
import { WaitPage } from '../app/StandIns.tsx';
import { Notice } from '../design/Notice.tsx';
import { codeText, errorText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';

/** Pages that are about me need to know who I am. */
export function OnlySignedIn({ children }: { children: (me: Person) => ReactNode }) {
  const me = useQuery(queries.me);
  if (me.isPending) return <WaitPage />;
  if (me.data !== null && me.data !== undefined) return children(me.data);
  return (
    <Notice title={t('part.title')} text={me.isError ? errorText(me.error) : codeText('not_signed_in')}>
      <Button variant="filled" renderRoot={(props) => <Link to="/" {...props} />}>
        {t('app.toHome')}
      </Button>
    </Notice>
  );
}
