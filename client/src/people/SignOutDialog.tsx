import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { t } from '../messages/t.ts';
import { api } from '../api/api.ts';
import { Dialog } from '../design/Dialog.tsx';
import type { PersonDialogProps } from './PersonDialogProps.ts';
import { becomePerson } from './signIn.ts';
import styles from './SignOutDialog.module.css';

/** A guest who signs out without another way back loses the way to the boards: that is said before, not after. */
export default function SignOutDialog({ me, stay = false, onClose, onOpen }: PersonDialogProps) {
  const navigate = useNavigate();
  const signOut = useMutation({
    mutationFn: api.signOut,
    onSuccess: async () => {
      if (!stay) await navigate({ to: '/' });
      becomePerson(null);
    },
  });
  return (
    <Dialog onClose={onClose} title={t('signOut.title')}>
      <p>{t('signOut.guest', { name: me.name })}</p>
      <p className={styles['keep']}>{t('signOut.keep')}</p>
      <div className={styles['actions']}>
        <Button data-autofocus onClick={() => onOpen('handover')}>
          {t('people.otherDevice')}
        </Button>
        <Button variant="filled" color="danger" loading={signOut.isPending} onClick={() => signOut.mutate()}>
          {t('signOut.confirm')}
        </Button>
      </div>
    </Dialog>
  );
}
