import type { Board } from '@weft/protocol';
import { lazy, Suspense } from 'react';
import type { LookingTogether } from '../moments/useLookBack.ts';
import type { MomentsShown } from '../moments/useMoments.ts';
import type { ReplayController, ReplayState } from './ReplayController.ts';
import type { Making } from './useTimelinePicture.ts';

const AskDialog = lazy(() => import('../moments/AskDialog.tsx'));
const MarkMomentDialog = lazy(() => import('../moments/MarkMomentDialog.tsx'));
const BringBoardBackDialog = lazy(() => import('../restore/BringBoardBackDialog.tsx'));
const VideoDialog = lazy(() => import('./video/VideoDialog.tsx'));

export type ReplayDialog = 'mark' | 'ask' | 'video' | 'bring back';

export interface ReplayDialogsProps {
  dialog: ReplayDialog | null;
  board: Board;
  replay: ReplayController;
  state: ReplayState;
  making: Making | null;
  moments: MomentsShown;
  together: LookingTogether;
  onClose: () => void;
}

/** What asks something before it does it. */
export function ReplayDialogs(props: ReplayDialogsProps) {
  const { dialog, board, replay, state, making, moments, together, onClose } = props;
  return (
    <Suspense>
      {dialog === 'mark' && (
        <MarkMomentDialog
          boardId={board.id}
          at={state.isNow ? null : state.at}
          onMarked={({ id }) => moments.show(id)}
          onClose={onClose}
        />
      )}
      {dialog === 'video' && making !== null && (
        <VideoDialog boardId={board.id} replay={replay} making={making} title={board.title} onClose={onClose} />
      )}
      {dialog === 'bring back' && <BringBoardBackDialog board={board} replay={replay} onClose={onClose} />}
      {dialog === 'ask' && (
        <AskDialog boardId={board.id} at={state.at} moment={moments.open} onAsk={together.ask} onClose={onClose} />
      )}
    </Suspense>
  );
}
