import { type Board, LIMITS, TitleSchema } from '@weft/protocol';
import { type KeyboardEvent, useRef, useState } from 'react';
import { t } from '../messages/t.ts';
import { useRenameBoard } from '../home/useRenameBoard.ts';
import styles from './BoardTitle.module.css';

/** The title, written where it stands: Enter or leaving keeps it, Escape takes it back. */
export function BoardTitle({ board, readOnly }: { board: Board; readOnly: boolean }) {
  const rename = useRenameBoard(board.id);
  const [typed, setTyped] = useState<string | null>(null);
  const taken = useRef(false);

  if (readOnly)
    return (
      <h1 className={styles['title']} title={board.title}>
        {board.title}
      </h1>
    );

  const leave = () => {
    const parsed = TitleSchema.safeParse(typed);
    setTyped(null);
    if (taken.current || typed === null || !parsed.success || parsed.data === board.title) return;
    rename.mutate(parsed.data);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // The canvas listens to keys as well: none of these are meant for it.
    event.stopPropagation();
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    taken.current = event.key === 'Escape';
    event.currentTarget.blur();
  };
  const pending = rename.isPending ? rename.variables : undefined;
  const value = typed ?? pending ?? board.title;

  return (
    <h1 className={styles['wrap']}>
      {/* Gives the field the width of its words; fields cannot do that themselves everywhere yet. */}
      <span className={styles['measure']} aria-hidden="true">
        {value === '' ? t('board.title') : value}
      </span>
      <input
        className={styles['field']}
        aria-label={t('board.title')}
        title={value}
        value={value}
        maxLength={LIMITS.maxTitleLength}
        spellCheck={false}
        autoComplete="off"
        onFocus={(event) => {
          taken.current = false;
          setTyped(board.title);
          event.currentTarget.select();
        }}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={leave}
      />
    </h1>
  );
}
