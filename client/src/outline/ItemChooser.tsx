import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { t } from '../messages/t.ts';
import styles from './OutlinePanel.module.css';
import { matching } from './outlineRows.ts';

export interface ItemChoice {
  readonly id: string;
  readonly words: string;
}

export interface ItemChooserProps {
  label: string;
  choices: readonly ItemChoice[];
  /** Null is for none. */
  onEnd: (id: string | null) => void;
}

/** A list that gets shorter while one types. */
export function ItemChooser({ label, choices, onEnd }: ItemChooserProps) {
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  const found = matching(choices, typed);
  const chosen = found[Math.min(active, found.length - 1)];
  useEffect(() => {
    const frame = requestAnimationFrame(() => field.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  useEffect(() => {
    document.getElementById(`${listId}-${chosen?.id ?? ''}`)?.scrollIntoView({ block: 'nearest' });
  }, [listId, chosen?.id]);

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onEnd(null);
    else if (event.key === 'Enter') onEnd(chosen?.id ?? null);
    else if (event.key === 'ArrowDown') setActive(Math.min(active + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else return;
    event.preventDefault();
  };
  return (
    <span className={styles['writing']} onBlur={(event) => leave(event, () => onEnd(null))}>
      <input
        ref={field}
        className={styles['field']}
        role="combobox"
        aria-label={label}
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={chosen ? `${listId}-${chosen.id}` : undefined}
        placeholder={t('outline.connectHint')}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <span className={styles['choices']} role="listbox" id={listId} aria-label={label}>
        {found.map(({ id, words }) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field above has the keys of its list
          <span
            key={id}
            id={`${listId}-${id}`}
            className={styles['choice']}
            role="option"
            tabIndex={-1}
            aria-selected={id === chosen?.id}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onEnd(id)}
          >
            {words}
          </span>
        ))}
      </span>
      <span className={styles['quiet']} role="status">
        {found.length === 0 ? t('outline.noMatch') : t('outline.matches', { count: found.length })}
      </span>
    </span>
  );
}

/** Called when the focus goes to something outside. */
function leave(event: React.FocusEvent<HTMLElement>, then: () => void): void {
  if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) then();
}
