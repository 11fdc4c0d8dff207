import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { isCode } from '../api/ApiError.ts';
import { queries } from '../api/queries.ts';
import { BoardClosed } from '../board/BoardClosed.tsx';
import { Opening } from '../board/Opening.tsx';
import { ReplayView } from './ReplayView.tsx';
import { useReplaySearch } from './useReplaySearch.ts';

const route = getRouteApi('/boards/$boardId/replay');

/** `/boards/:id/replay?t=…&item=…`: who am I, may I; then the making of the board, at that time. */
export function ReplayPage() {
  const { boardId } = route.useParams();
  const { t, to, item, idea, moment, together } = useReplaySearch();
  const me = useQuery(queries.me);
  const signedIn = me.data !== null && me.data !== undefined;
  const board = useQuery({ ...queries.board(boardId), enabled: signedIn });
  const config = useQuery(queries.config);

  if (me.data === null) return <BoardClosed boardId={boardId} reason="not_signed_in" />;
  const error = board.error ?? me.error ?? config.error;
  if (isCode(error, 'board_not_found', 'board_deleted', 'not_member', 'not_signed_in', 'token_invalid'))
    return <BoardClosed boardId={boardId} reason={error} />;
  if (me.data !== undefined && board.data !== undefined && config.data !== undefined)
    return (
      <ReplayView
        key={`${boardId} ${me.data.id}`}
        board={board.data}
        me={me.data}
        config={config.data}
        first={{
          t: t ?? null,
          to: to ?? null,
          item: item ?? null,
          idea: idea ?? null,
          moment: moment ?? null,
          together: together === 1,
        }}
      />
    );
  return error === null ? <Opening /> : <BoardClosed boardId={boardId} reason={error} />;
}
