import { useQueryClient } from '@tanstack/react-query';
import type { BoardId } from '@weft/protocol';
import { useEffect } from 'react';
import { queries } from '../api/queries.ts';
import type { BoardConnection } from '../sync/BoardConnection.ts';

/**
 * Forgets what was told of people when everybody is told anew: somebody hid their part or was removed, the board shows
 * people in another way, or this page was away while that happened.
 */
export function useToldAnew(boardId: BoardId, connection: BoardConnection | null): void {
  const queryClient = useQueryClient();
  useEffect(
    () =>
      connection?.onToldAnew(() => {
        for (const told of ['contributions', 'lineage', 'writers', 'display']) {
          void queryClient.resetQueries({ queryKey: [told, boardId] });
        }
        void queryClient.invalidateQueries({ queryKey: queries.board(boardId).queryKey });
      }),
    [queryClient, boardId, connection],
  );
}
