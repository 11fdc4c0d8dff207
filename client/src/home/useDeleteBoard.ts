import { useMutation } from '@tanstack/react-query';
import type { Board } from '@weft/protocol';
import { t } from '../messages/t.ts';
import { api } from '../api/api.ts';
import { queryClient } from '../api/queryClient.ts';
import { queries } from '../api/queries.ts';
import { toast } from '../design/toast.ts';

const refetchBoards = () => queryClient.invalidateQueries({ queryKey: queries.boards.queryKey });

/** Brings a deleted board back. */
export function useUndeleteBoard(board: { readonly id: string; readonly title: string }) {
  return useMutation({
    mutationFn: () => api.undeleteBoard(board.id),
    onSuccess: async () => {
      toast(t('home.restored', { title: board.title }));
      await Promise.all([
        refetchBoards(),
        queryClient.invalidateQueries({ queryKey: queries.board(board.id).queryKey }),
      ]);
    },
  });
}

/** Deleting asks nothing: it takes the card away at once and offers the way back. */
export function useDeleteBoard(board: Board) {
  const undelete = useUndeleteBoard(board);
  return useMutation({
    mutationFn: () => api.deleteBoard(board.id),
    onMutate: async () => {
      await queryClient.cancelQueries({ queryKey: queries.boards.queryKey });
      const before = queryClient.getQueryData(queries.boards.queryKey);
      queryClient.setQueryData(queries.boards.queryKey, (boards) => boards?.filter(({ id }) => id !== board.id));
      return { before };
    },
    onSuccess: () => {
      toast(t('home.deleted', { title: board.title }), {
        action: { label: t('app.undo'), run: () => undelete.mutate() },
      });
    },
    onError: (_error, _variables, kept) => queryClient.setQueryData(queries.boards.queryKey, kept?.before),
    onSettled: refetchBoards,
  });
}
