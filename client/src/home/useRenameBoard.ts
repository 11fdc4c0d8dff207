import { useMutation } from '@tanstack/react-query';
import type { BoardId } from '@weft/protocol';
import { api } from '../api/api.ts';
import { queryClient } from '../api/queryClient.ts';
import { queries } from '../api/queries.ts';

/** Gives a board another title, on every page that shows it. */
export function useRenameBoard(id: BoardId, meta: { shown?: boolean } = {}) {
  return useMutation({
    meta,
    mutationFn: (title: string) => api.renameBoard(id, title),
    onSuccess: (board) => {
      queryClient.setQueryData(queries.board(id).queryKey, board);
      queryClient.setQueryData(queries.boards.queryKey, (boards) =>
        boards?.map((listed) => (listed.id === id ? { ...listed, title: board.title } : listed)),
      );
    },
  });
}
