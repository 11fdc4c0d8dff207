import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { BoardId } from '@weft/protocol';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Dialog } from '../design/Dialog.tsx';
import dialogStyles from '../design/TextDialog.module.css';
import { errorText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import { WordsField } from '../design/fields.tsx';
import { partChanged } from './useChoose.ts';

export interface SayFormProps {
  boardId: BoardId;
  title: string;
  initial?: string;
  save: (words: string) => Promise<unknown>;
  onClose: () => void;
  /** What is asked before the words, and after them. */
  before?: ReactNode;
  after?: ReactNode;
}

/** A dialog that asks for some words. What the server refuses is said under them, and they stay. */
export function SayForm({ boardId, title, initial = '', save, onClose, before, after }: SayFormProps) {
  const [words, setWords] = useState(initial);
  const [missing, setMissing] = useState(false);
  const saving = useMutation({
    meta: { shown: true },
    mutationFn: save,
    onSuccess: async () => {
      await partChanged(boardId);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (words.trim() === '') setMissing(true);
    else saving.mutate(words.trim());
  };
  const refused = saving.isError ? errorText(saving.error) : null;
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        {before}
        <WordsField
          label={t('part.beyond.words')}
          value={words}
          error={missing ? t('part.beyond.wordsMissing') : refused}
          onChange={(typed) => {
            setWords(typed);
            setMissing(false);
          }}
        />
        {after}
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
