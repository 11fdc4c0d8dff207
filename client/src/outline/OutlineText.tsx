import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { t } from '../messages/t.ts';
import styles from './OutlinePanel.module.css';

export interface OutlineTextProps {
  label: string;
  base: string;
  /** Null takes it back. */
  onEnd: (text: string | null) => void;
}

/** An item's text in a plain field: Enter or leaving keeps it, Escape takes it back. */
export function OutlineText({ label, base, onEnd }: OutlineTextProps) {
  const [typed, setTyped] = useState(base);
  const field = useRef<HTMLTextAreaElement>(null);
  const ended = useRef(false);
  const end = (text: string | null) => {
    if (ended.current) return;
    ended.current = true;
    onEnd(text);
  };
  useEffect(() => {
    // After whatever was open before has given the focus back.
    const frame = requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(base.length, base.length);
    });
    return () => cancelAnimationFrame(frame);
  }, [base]);
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    // Enter also ends the spelling of a word in many scripts.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') end(null);
    else if (event.key === 'Enter' && !event.shiftKey) end(typed);
    else return;
    event.preventDefault();
  };
  return (
    <span className={styles['writing']}>
      <textarea
        ref={field}
        className={styles['field']}
        aria-label={label}
        rows={Math.min(8, typed.split('\n').length + 1)}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => end(typed)}
      />
      <span className={styles['quiet']}>{t('outline.textHint')}</span>
    </span>
  );
}
