import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { t } from '../messages/t.ts';
import { Dialog } from './Dialog.tsx';
import { errorText } from '../messages/errorText.ts';
import styles from './TextDialog.module.css';

type ReadText = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly error: string };

export interface TextDialogProps {
  title: string;
  label: string;
  initial: string;
  maxLength: number;
  read: (typed: string) => ReadText;
  save: (value: string) => Promise<unknown>;
  onClose: () => void;
}

/** Asks for one line of text. What `save` refuses is said under the field, and the text stays. */
export function TextDialog({ title, label, initial, maxLength, read, save, onClose }: TextDialogProps) {
  const [typed, setTyped] = useState(initial);
  const [error, setError] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const text = read(typed);
    if (!text.ok) return setError(text.error);
    setSaving(true);
    try {
      await save(text.value);
      onClose();
    } catch (refused) {
      setError(errorText(refused));
      setSaving(false);
    }
  };

  return (
    <Dialog onClose={onClose} title={title}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <TextInput
          data-autofocus
          label={label}
          value={typed}
          error={error}
          maxLength={maxLength}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setError(null);
          }}
        />
        <div className={styles['actions']}>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="filled" loading={saving}>
            {t('app.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
