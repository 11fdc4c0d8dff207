import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { t } from '../messages/t.ts';
import styles from './PagesPanel.module.css';

/** Longer names say what a page is for; they belong on it. */
const MAX_LENGTH = 80;

export interface PageNameProps {
  name: string;
  /** Null leaves it as it was. */
  onEnd: (name: string | null) => void;
}

/** A page's name where it stands: Enter or leaving keeps it, Escape takes it back. */
export function PageName({ name, onEnd }: PageNameProps) {
  const [typed, setTyped] = useState(name);
  const field = useRef<HTMLInputElement>(null);
  const ended = useRef(false);
  const end = (isKept: boolean) => {
    if (ended.current) return;
    ended.current = true;
    const wanted = typed.trim();
    onEnd(isKept && wanted !== '' && wanted !== name ? wanted : null);
  };
  useEffect(() => {
    // After a menu that was open before has given the focus back.
    const frame = requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.select();
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    // Enter also ends the spelling of a word in many scripts.
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    end(event.key === 'Enter');
  };
  return (
    <input
      ref={field}
      className={styles['field']}
      aria-label={t('pages.name')}
      value={typed}
      maxLength={MAX_LENGTH}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => end(true)}
    />
  );
}
