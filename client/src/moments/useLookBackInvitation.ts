import { useNavigate } from '@tanstack/react-router';
import type { BoardId } from '@weft/protocol';
import { useEffect } from 'react';
import { dismissToast, toast } from '../design/toast.ts';
import { t } from '../messages/t.ts';
import type { BoardConnection } from '../sync/BoardConnection.ts';

/** Long enough to finish a sentence. */
const STAYS_MS = 60_000;

/** Whoever is on the board hears that somebody begins a look back, and can come along. */
export function useLookBackInvitation(boardId: BoardId, connection: BoardConnection | null): void {
  const navigate = useNavigate();
  useEffect(() => {
    let shown: number | null = null;
    return connection?.onEvent(({ event }) => {
      if (event.type !== 'look-back') return;
      if (shown !== null) dismissToast(shown);
      shown = null;
      if (event.what === 'ended') return;
      shown = toast(t('lookBack.invited'), {
        life: STAYS_MS,
        action: {
          label: t('lookBack.follow'),
          run: () => void navigate({ to: '/boards/$boardId/replay', params: { boardId }, search: { together: 1 } }),
        },
      });
    });
  }, [boardId, connection, navigate]);
}
