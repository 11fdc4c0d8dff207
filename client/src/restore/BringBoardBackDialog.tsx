import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Board } from '@weft/protocol';
import { Dialog } from '../design/Dialog.tsx';
import { useNow } from '../design/useNow.ts';
import dialogStyles from '../design/TextDialog.module.css';
import { t } from '../messages/t.ts';
import { whenText } from '../messages/when.ts';
import type { ReplayController } from '../replay/ReplayController.ts';
import { wishToBringBack } from './wishToBringBack.ts';

export interface BringBoardBackDialogProps {
  board: Board;
  replay: ReplayController;
  onClose: () => void;
}

/** Says what it means for everybody, before a whole board becomes as it was. */
export default function BringBoardBackDialog({ board, replay, onClose }: BringBoardBackDialogProps) {
  const navigate = useNavigate();
  const now = useNow(60_000);
  const { at } = replay.state();
  const bringBack = () => {
    wishToBringBack({ boardId: board.id, records: replay.records, items: null });
    void navigate({ to: '/boards/$boardId', params: { boardId: board.id } });
  };
  return (
    <Dialog title={t('restore.boardTitle', { when: whenText(at, now) })} onClose={onClose}>
      <p>{t('restore.boardText')}</p>
      <p>{t('restore.boardUndo')}</p>
      <div className={dialogStyles['actions']}>
        <Button onClick={onClose}>{t('restore.keep')}</Button>
        <Button variant="filled" onClick={bringBack}>
          {t('restore.board')}
        </Button>
      </div>
    </Dialog>
  );
}
