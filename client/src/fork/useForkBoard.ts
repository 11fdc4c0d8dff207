import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { queries } from '../api/queries.ts';
import { toast } from '../design/toast.ts';
import { errorText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import { forkBoard, type ForkWish } from './forkBoard.ts';

/** Forks a board and goes to what came of it. */
export function useForkBoard() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (wish: ForkWish) => forkBoard(wish),
    onSuccess: async (board, { title }) => {
      queryClient.setQueryData(queries.board(board.id).queryKey, board);
      void queryClient.invalidateQueries({ queryKey: queries.boards.queryKey });
      await navigate({ to: '/boards/$boardId', params: { boardId: board.id } });
      toast(t('fork.done', { title }));
    },
    onError: (error) => toast(errorText(error), { kind: 'problem' }),
  });
}
