import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { t } from '../messages/t.ts';
import styles from './CodeField.module.css';
import { parseCode } from './parseCode.ts';

/** Takes a short code or a pasted link and goes to its page; whether it is good is said there. */
export function CodeField({ autoFocus = false }: { autoFocus?: boolean }) {
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | null>(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = parseCode(typed);
    if (code === null) setError(t('code.unreadable'));
    else void navigate({ to: '/join/$code', params: { code } });
  };

  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <TextInput
        className={styles['field'] ?? ''}
        label={t('code.label')}
        placeholder={t('code.placeholder')}
        value={typed}
        error={error}
        data-autofocus={autoFocus || undefined}
        autoFocus={autoFocus}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setError(null);
        }}
      />
      <Button type="submit" size="lg" className={styles['go'] ?? ''}>
        {t('code.go')}
      </Button>
    </form>
  );
}
