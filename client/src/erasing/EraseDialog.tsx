import type { BoardId } from '@weft/protocol';
import { useState } from 'react';
import { Dialog } from '../design/Dialog.tsx';
import { t } from '../messages/t.ts';
import { ChooseErased } from './ChooseErased.tsx';
import type { Chosen } from './chosen.ts';
import { ConfirmErasing } from './ConfirmErasing.tsx';

export interface EraseDialogProps {
  boardId: BoardId;
  title: string;
  onClose: () => void;
}

/** A facilitator takes a person's part or a stretch of time out of the board: first chosen, then looked at, then done. */
export default function EraseDialog({ boardId, title, onClose }: EraseDialogProps) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  return (
    <Dialog onClose={onClose} size={560} title={t('erasing.title')}>
      {chosen === null ? (
        <ChooseErased boardId={boardId} onChosen={setChosen} onClose={onClose} />
      ) : (
        <ConfirmErasing
          boardId={boardId}
          title={title}
          chosen={chosen}
          onBack={() => setChosen(null)}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}
