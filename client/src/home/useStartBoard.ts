import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { t } from '../messages/t.ts';
import { api } from '../api/api.ts';
import { queryClient } from '../api/queryClient.ts';
import { queries } from '../api/queries.ts';

/** Makes a board and goes there. Its title is for the board itself: nobody names a thing before it is begun. */
export function useStartBoard() {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => api.newBoard(t('home.untitled')),
    onSuccess: async (board) => {
      queryClient.setQueryData(queries.board(board.id).queryKey, board);
      void queryClient.invalidateQueries({ queryKey: queries.boards.queryKey });
      await navigate({ to: '/boards/$boardId', params: { boardId: board.id } });
    },
  });
}
