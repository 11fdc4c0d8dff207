import type { BoardId } from '@weft/protocol';
import { useEffect } from 'react';
import type { CanvasApi } from '../canvas/CanvasApi.ts';
import type { InsertObstacle } from '../canvas/CanvasExchange.ts';
import type { BroughtBack } from '../canvas/CanvasRestore.ts';
import { toast } from '../design/toast.ts';
import { t } from '../messages/t.ts';
import type { ConnectionState } from '../sync/BoardConnection.ts';
import { takeWish } from './wishToBringBack.ts';

/** Grants what was wished for in the replay, as soon as the board is here as it is on the server. */
export function useBringBack(boardId: BoardId, canvas: CanvasApi | null, state: ConnectionState | null): void {
  const ready = state?.status === 'saved' && state.hello !== null ? canvas : null;
  useEffect(() => {
    const wanted = ready && takeWish(boardId);
    if (ready === null || wanted === null) return;
    void ready.restore.bringBack(wanted).then((brought) => say(brought, wanted.items === null));
  }, [ready, boardId]);
}

const OBSTACLES = { read_only: 'readOnly', cancelled: 'cancelled', page_gone: 'cancelled' } as const;

function say(brought: BroughtBack | InsertObstacle, isBoard: boolean): void {
  if (typeof brought === 'string') {
    toast(t(`restore.${OBSTACLES[brought]}`), { kind: 'problem' });
    return;
  }
  const { items, removed, locked } = brought;
  if (items + removed === 0) {
    toast(t(locked > 0 ? 'restore.locked' : isBoard ? 'restore.alreadyBoard' : 'restore.alreadyItem'));
    return;
  }
  const words = [t(isBoard ? 'restore.boardDone' : 'restore.done')];
  if (locked > 0) words.push(t('restore.someLocked', { count: locked }));
  toast(words.join(' '), { action: { label: t('app.undo'), run: () => takeBack(brought) } });
}

function takeBack(brought: BroughtBack): void {
  if (!brought.undo()) toast(t('restore.overtaken'));
}
