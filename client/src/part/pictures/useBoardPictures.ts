import { useQuery } from '@tanstack/react-query';
import type { BoardId } from '@weft/protocol';
import { partApi } from '../../api/partApi.ts';
import type { BoardPictures } from './BoardPictures.ts';

/** Null until they are there; a page that has no pictures yet shows its words. */
export function useBoardPictures(boardId: BoardId): BoardPictures | null {
  const { data } = useQuery({
    queryKey: ['part', boardId, 'pictures'],
    queryFn: async () => {
      // What draws weighs more than the page: it comes on its own, beside the records.
      const [drawing, board] = await Promise.all([import('./BoardPictures.ts'), partApi.boardNow(boardId)]);
      return new drawing.BoardPictures(board.records);
    },
    staleTime: 30_000,
    structuralSharing: false,
  });
  return data ?? null;
}
