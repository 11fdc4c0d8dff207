import { LIMITS, PersonNameSchema } from '@weft/protocol';
import { type ChangeEvent, useState } from 'react';
import { t } from '../messages/t.ts';

/** A name being typed: what it would be as the server takes it, and what to say when it is none. */
export function useNameField(initial = '') {
  const [typed, setTyped] = useState(initial);
  const [error, setError] = useState<string | null>(null);

  /** @returns the name, or null after having said why there is none. */
  const read = (): string | null => {
    const parsed = PersonNameSchema.safeParse(typed);
    if (parsed.success) return parsed.data;
    setError(typed.trim() === '' ? t('home.nameMissing') : t('home.nameTooLong', { max: LIMITS.maxNameLength }));
    return null;
  };

  const props = {
    value: typed,
    error,
    autoComplete: 'nickname',
    // Room above the limit, so that a pasted name is answered with a sentence instead of being cut.
    maxLength: LIMITS.maxNameLength * 2,
    onChange: (event: ChangeEvent<HTMLInputElement>) => {
      setTyped(event.currentTarget.value);
      setError(null);
    },
  };
  return { props, read, setError };
}
