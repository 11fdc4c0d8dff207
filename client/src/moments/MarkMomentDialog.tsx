import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { LIMITS, type BoardId, type Moment } from '@weft/protocol';
import { type FormEvent, useState } from 'react';
import { Dialog } from '../design/Dialog.tsx';
import { WordsField } from '../design/fields.tsx';
import dialogStyles from '../design/TextDialog.module.css';
import { errorText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import { momentQueries, momentsApi } from './momentsApi.ts';

export interface MarkMomentDialogProps {
  readonly boardId: BoardId;
  /** The time that is marked, in ms since the epoch; null for now. */
  readonly at: number | null;
  /** A moment whose words are changed; null for a new one. */
  readonly moment?: Moment;
  readonly onMarked?: (moment: Moment) => void;
  readonly onClose: () => void;
}

/** Gives a moment of the making a title and, if one wants, a note. */
export default function MarkMomentDialog({ boardId, at, moment, onMarked, onClose }: MarkMomentDialogProps) {
  const [title, setTitle] = useState(moment?.title ?? '');
  const [note, setNote] = useState(moment?.note ?? '');
  const [missing, setMissing] = useState(false);
  const queryClient = useQueryClient();
  const saving = useMutation({
    meta: { shown: true },
    mutationFn: () =>
      moment === undefined
        ? momentsApi.mark(boardId, { title, note, ...(at === null ? {} : { at: Math.round(at) }) })
        : momentsApi.change(boardId, moment.id, { title, note }),
    onSuccess: async (marked) => {
      await queryClient.invalidateQueries({ queryKey: momentQueries.moments(boardId).queryKey });
      onMarked?.(marked);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() === '') setMissing(true);
    else saving.mutate();
  };
  return (
    <Dialog title={t(moment === undefined ? 'moments.mark' : 'moments.change')} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <TextInput
          data-autofocus
          label={t('moments.title')}
          placeholder={t('moments.titleExample')}
          value={title}
          error={missing ? t('moments.titleMissing') : saving.isError ? errorText(saving.error) : null}
          maxLength={LIMITS.maxTitleLength}
          onChange={({ currentTarget }) => {
            setTitle(currentTarget.value);
            setMissing(false);
          }}
        />
        <WordsField label={t('moments.note')} value={note} error={null} onChange={setNote} />
        <div className={dialogStyles['actions']}>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="filled" loading={saving.isPending}>
            {t('app.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
