import { Button, SegmentedControl } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { BoardId, Person, Removal } from '@weft/protocol';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { queries } from '../api/queries.ts';
import { queryClient } from '../api/queryClient.ts';
import { Dialog } from '../design/Dialog.tsx';
import dialogStyles from '../design/TextDialog.module.css';
import { toast } from '../design/toast.ts';
import { errorText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import styles from './MembersDialog.module.css';

export interface RemoveMemberProps {
  boardId: BoardId;
  member: Person;
  onDone: () => void;
}

const PARTS = ['keep', 'remove'] as const satisfies readonly Removal['part'][];

/** Taking somebody off the board, with their part or without it. They are told by whom, and can take it along first. */
export function RemoveMember({ boardId, member, onDone }: RemoveMemberProps) {
  const [part, setPart] = useState<Removal['part']>('keep');
  const { name } = member;
  const remove = useMutation({
    meta: { shown: true },
    mutationFn: () => api.removePerson(boardId, member.id, part),
    onSuccess: async () => {
      toast(t('members.removed', { name }));
      await queryClient.invalidateQueries({ queryKey: queries.members(boardId).queryKey });
      onDone();
    },
  });
  return (
    <Dialog onClose={onDone} size={520} title={t('members.removeTitle', { name })}>
      <p>{t('members.removeAbout', { name })}</p>
      <SegmentedControl
        fullWidth
        className={styles['choice'] ?? ''}
        aria-label={t('members.part')}
        value={part}
        onChange={(value) => setPart(value === 'remove' ? 'remove' : 'keep')}
        data={PARTS.map((value) => ({ value, label: t(`members.parts.${value}`) }))}
      />
      <p className={styles['means']} role="status">
        {t(`members.means.${part}`, { name })}
      </p>
      <p className={styles['told']}>{t('members.told', { name })}</p>
      {remove.isError && <p role="alert">{errorText(remove.error)}</p>}
      <div className={dialogStyles['actions']}>
        <Button data-autofocus onClick={onDone}>
          {t('app.cancel')}
        </Button>
        <Button variant="filled" color="danger" loading={remove.isPending} onClick={() => remove.mutate()}>
          {t('members.confirm')}
        </Button>
      </div>
    </Dialog>
  );
}
