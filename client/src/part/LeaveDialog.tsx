import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { BoardId, MyPart, PersonId } from '@weft/protocol';
import { useState } from 'react';
import { isCode } from '../api/ApiError.ts';
import { partApi } from '../api/partApi.ts';
import { partQueries } from '../api/partQueries.ts';
import { queries } from '../api/queries.ts';
import { queryClient } from '../api/queryClient.ts';
import { Dialog } from '../design/Dialog.tsx';
import dialogStyles from '../design/TextDialog.module.css';
import { toast } from '../design/toast.ts';
import { errorText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import { ChoiceField } from '../design/fields.tsx';
import styles from './part.module.css';

export interface LeaveDialogProps {
  board: MyPart['board'];
  me: PersonId;
  onClose: () => void;
}

/** Leaving; whoever alone runs the board names somebody first, once the server says that it is so. */
export default function LeaveDialog({ board, me, onClose }: LeaveDialogProps) {
  const [next, setNext] = useState<PersonId | null>(null);
  const leave = useLeaveBoard(board, next);
  const alone = isCode(leave.error, 'last_facilitator');
  return (
    <Dialog title={t('part.decide.leaveTitle', { board: board.title })} onClose={onClose}>
      <p>{t('part.decide.leaveAbout')}</p>
      {leave.isError && (
        <p className={styles['refused']} role="alert">
          {errorText(leave.error)}
        </p>
      )}
      {alone && <NextFacilitator boardId={board.id} me={me} value={next} onChange={setNext} />}
      <div className={dialogStyles['actions']}>
        <Button data-autofocus onClick={onClose}>
          {t('app.cancel')}
        </Button>
        <Button
          variant="filled"
          color="danger"
          disabled={alone && next === null}
          loading={leave.isPending}
          onClick={() => leave.mutate()}
        >
          {t('part.decide.leaveConfirm')}
        </Button>
      </div>
    </Dialog>
  );
}

function useLeaveBoard(board: MyPart['board'], next: PersonId | null) {
  const navigate = useNavigate();
  return useMutation({
    meta: { shown: true },
    mutationFn: () => partApi.leaveBoard(board.id, next ?? undefined),
    onSuccess: async () => {
      await navigate({ to: '/' });
      toast(t('part.decide.left', { board: board.title }));
      queryClient.removeQueries({ queryKey: ['part', board.id] });
      queryClient.removeQueries({ queryKey: queries.board(board.id).queryKey });
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: queries.boards.queryKey }),
        queryClient.invalidateQueries({ queryKey: partQueries.everywhere.queryKey }),
        queryClient.invalidateQueries({ queryKey: partQueries.record.queryKey }),
      ]);
    },
  });
}

interface NextFacilitatorProps {
  boardId: BoardId;
  me: PersonId;
  value: PersonId | null;
  onChange: (next: PersonId | null) => void;
}

function NextFacilitator({ boardId, me, value, onChange }: NextFacilitatorProps) {
  const members = useQuery(queries.members(boardId));
  const others = (members.data?.people ?? []).filter(({ id }) => id !== me);
  if (members.isSuccess && others.length === 0) return <p className={styles['noOne']}>{t('part.decide.leaveAlone')}</p>;
  return (
    <ChoiceField<PersonId | ''>
      label={t('part.decide.leaveRuns')}
      value={value ?? ''}
      choices={[{ values: [['', '…'], ...others.map(({ id, name }) => [id, name] as const)] }]}
      onChange={(chosen) => onChange(chosen === '' ? null : chosen)}
    />
  );
}
