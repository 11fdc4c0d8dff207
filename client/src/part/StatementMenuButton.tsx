import { IconDots } from '@tabler/icons-react';
import type { BoardId, Statement } from '@weft/protocol';
import type { MenuTriggerProps } from '../design/OnDemandMenu.tsx';
import { t } from '../messages/t.ts';
import target from '../design/CardTarget.module.css';

export interface StatementMenuProps {
  boardId: BoardId;
  statement: Statement;
}

export function StatementMenuButton({
  boardId: _boardId,
  statement,
  className,
  ...button
}: StatementMenuProps & MenuTriggerProps) {
  return (
    <button
      type="button"
      className={[target['dots'], className].filter(Boolean).join(' ')}
      aria-label={t('part.beyond.more', { words: Array.from(statement.words).slice(0, 40).join('') })}
      {...button}
    >
      <IconDots size={20} stroke={1.8} aria-hidden />
    </button>
  );
}
