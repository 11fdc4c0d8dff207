import { useQueryClient } from '@tanstack/react-query';
import type { BoardId } from '@weft/protocol';
import { useEffect } from 'react';
import { queries } from '../api/queries.ts';
import type { BoardConnection } from '../sync/BoardConnection.ts';

/** What others do to the board beside its content shows without asking again. */
export function useBoardEvents(boardId: BoardId, connection: BoardConnection | null): void {
  const queryClient = useQueryClient();
  useEffect(
    () =>
      connection?.onEvent(({ event }) => {
        if (event.type === 'renamed') {
          queryClient.setQueryData(
            queries.board(boardId).queryKey,
            (board) => board && { ...board, title: event.title },
          );
          void queryClient.invalidateQueries({ queryKey: queries.boards.queryKey });
        } else if (event.type === 'role-changed' || event.type === 'joined') {
          void queryClient.invalidateQueries({ queryKey: queries.board(boardId).queryKey });
        }
      }),
    [queryClient, boardId, connection],
  );
}
