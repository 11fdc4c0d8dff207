import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { BoardId, BoardPeople, PersonId } from '@weft/protocol';
import { useState } from 'react';
import { queries } from '../api/queries.ts';
import { Dialog } from '../design/Dialog.tsx';
import { Face } from '../design/Face.tsx';
import { errorText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import styles from './MembersDialog.module.css';
import { RemoveMember } from './RemoveMember.tsx';

export interface MembersDialogProps {
  boardId: BoardId;
  me: PersonId;
  /** A facilitator's. */
  mayRemove: boolean;
  onClose: () => void;
}

type Member = BoardPeople['people'][number];

/** Everybody who is on the board; a facilitator can take somebody off it. */
export default function MembersDialog({ boardId, me, mayRemove, onClose }: MembersDialogProps) {
  const members = useQuery(queries.members(boardId));
  const [removing, setRemoving] = useState<Member | null>(null);
  if (removing !== null) {
    return <RemoveMember boardId={boardId} member={removing} onDone={() => setRemoving(null)} />;
  }
  return (
    <Dialog onClose={onClose} size={520} title={t('members.title')}>
      {members.isError && <p role="alert">{errorText(members.error)}</p>}
      <ul className={styles['list']}>
        {(members.data?.people ?? []).map((member) => (
          <li key={member.id} className={styles['member']}>
            <Face person={member} size={32} decorative />
            <span className={styles['name']} title={member.name}>
              {member.id === me ? t('members.me', { name: member.name }) : member.name}
            </span>
            <span className={styles['role']}>{t(`members.role.${member.role}`)}</span>
            {mayRemove && member.id !== me && (
              <Button
                variant="subtle"
                aria-label={t('members.removeName', { name: member.name })}
                onClick={() => setRemoving(member)}
              >
                {t('members.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
