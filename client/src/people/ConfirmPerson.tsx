import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { SignedIn } from '@weft/protocol';
import { t } from '../messages/t.ts';
import { Link } from '@tanstack/react-router';
import { isCode } from '../api/ApiError.ts';
import { queries } from '../api/queries.ts';
import { Notice } from '../design/Notice.tsx';
import { errorText } from '../messages/errorText.ts';
import styles from './ConfirmPerson.module.css';
import { becomePerson } from './signIn.ts';

export interface ConfirmPersonProps<T extends SignedIn> {
  title: string;
  text: string;
  confirm: string;
  take: () => Promise<T>;
  onTaken: (taken: T) => Promise<void>;
}

/**
 * Asks before a link changes who this device is. The link is used up by the button only: chat programs and virus
 * scanners open links too.
 */
export function ConfirmPerson<T extends SignedIn>({ title, text, confirm, take, onTaken }: ConfirmPersonProps<T>) {
  const me = useQuery(queries.me);
  const taking = useMutation({
    meta: { shown: true },
    mutationFn: take,
    onSuccess: async (taken) => {
      becomePerson(taken.person);
      await onTaken(taken);
    },
  });
  return (
    <Notice title={title} text={text}>
      {me.data !== null && me.data !== undefined && !taking.isSuccess && !taking.isError && (
        <p className={styles['replaces']}>{t('handover.replaces', { name: me.data.name })}</p>
      )}
      {taking.isError && (
        <p className={styles['error']} role="alert">
          {errorText(taking.error)}
        </p>
      )}
      {isCode(taking.error, 'handover_invalid') ? (
        <Button renderRoot={(props) => <Link to="/" {...props} />}>{t('app.toHome')}</Button>
      ) : (
        <Button variant="filled" size="lg" autoFocus loading={taking.isPending} onClick={() => taking.mutate()}>
          {confirm}
        </Button>
      )}
    </Notice>
  );
}
