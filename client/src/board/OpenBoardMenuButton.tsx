import { IconDots } from '@tabler/icons-react';
import type { BoardId } from '@weft/protocol';
import iconButton from '../design/IconButton.module.css';
import type { MenuTriggerProps } from '../design/OnDemandMenu.tsx';
import type { WhoseToggle } from '../contribution/useWhose.ts';
import { t } from '../messages/t.ts';

export interface OpenBoardMenuProps {
  boardId: BoardId;
  title: string;
  whose: WhoseToggle;
  onMark: () => void;
  onDisplay: () => void;
  onMembers: () => void;
  onDownload: () => void;
  /** Null for those who may only look. */
  onBringIn: (() => void) | null;
  /** A facilitator's. */
  onErase: (() => void) | null;
}

export function OpenBoardMenuButton({
  boardId: _boardId,
  title: _title,
  whose: _whose,
  onMark: _onMark,
  onDisplay: _onDisplay,
  onMembers: _onMembers,
  onDownload: _onDownload,
  onBringIn: _onBringIn,
  onErase: _onErase,
  ...button
}: OpenBoardMenuProps & MenuTriggerProps) {
  return (
    <button
      type="button"
      {...button}
      className={[iconButton['button'], button.className].filter(Boolean).join(' ')}
      aria-label={t('exchange.menu')}
      title={t('exchange.menu')}
    >
      <IconDots size={20} stroke={1.8} aria-hidden />
    </button>
  );
}
