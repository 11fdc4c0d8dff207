import { IconDots } from '@tabler/icons-react';
import type { Board } from '@weft/protocol';
import type { MenuTriggerProps } from '../design/OnDemandMenu.tsx';
import { t } from '../messages/t.ts';
import target from '../design/CardTarget.module.css';

export function BoardMenuButton({ board, className, ...button }: { board: Board } & MenuTriggerProps) {
  return (
    <button
      type="button"
      className={[target['dots'], className].filter(Boolean).join(' ')}
      aria-label={t('home.boardMenu', { title: board.title })}
      {...button}
    >
      <IconDots size={20} stroke={1.8} aria-hidden />
    </button>
  );
}
