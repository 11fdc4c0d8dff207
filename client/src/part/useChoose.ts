import { useMutation } from '@tanstack/react-query';
import type { BoardId } from '@weft/protocol';
import { partApi, type PartChoicesChange } from '../api/partApi.ts';
import { partQueries } from '../api/partQueries.ts';
import { queryClient } from '../api/queryClient.ts';

/** After a change of what I say or chose: my page on this board, and the one over all boards, are asked anew. */
export async function partChanged(boardId: BoardId): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: partQueries.mine(boardId).queryKey }),
    queryClient.invalidateQueries({ queryKey: partQueries.offers(boardId).queryKey }),
    queryClient.invalidateQueries({ queryKey: partQueries.everywhere.queryKey }),
  ]);
}

/** Keeps what I choose for my part. */
export function useChoose(boardId: BoardId, meta: { shown?: boolean } = {}) {
  const { queryKey } = partQueries.mine(boardId);
  return useMutation({
    meta,
    mutationFn: (change: PartChoicesChange) => partApi.choose(boardId, change),
    onSuccess: (choices) => {
      queryClient.setQueryData(queryKey, (part) => part && { ...part, choices });
    },
    onSettled: () => partChanged(boardId),
  });
}
