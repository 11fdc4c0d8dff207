import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { queries } from '../api/queries.ts';
import { isCode } from '../api/ApiError.ts';
import { BoardClosed } from './BoardClosed.tsx';
import { OpenBoard } from './OpenBoard.tsx';
import { Opening } from './Opening.tsx';

const route = getRouteApi('/boards/$boardId');
const RETRY_MS = 5_000;

/** Out of reach is no final answer: the page asks again by itself. */
const refetchInterval = ({ state }: { state: { error: unknown } }) =>
  isCode(state.error, 'unreachable', 'internal', 'server_full') ? RETRY_MS : false;

/** `/boards/:id`: who am I, may I, and what must the canvas know before it is drawn; then the board itself. */
export function BoardPage() {
  const { boardId } = route.useParams();
  const me = useQuery({ ...queries.me, refetchInterval });
  const signedIn = me.data !== null && me.data !== undefined;
  const board = useQuery({ ...queries.board(boardId), enabled: signedIn, refetchInterval });
  const config = useQuery({ ...queries.config, refetchInterval });

  if (me.data === null) return <BoardClosed boardId={boardId} reason="not_signed_in" />;
  // Once it is open, a lost server does not take it away: the connection and this device's copy carry on.
  if (me.data !== undefined && board.data !== undefined && config.data !== undefined && !isRefusal(board.error))
    return <OpenBoard key={`${boardId} ${me.data.id}`} board={board.data} me={me.data} config={config.data} />;
  const error = board.error ?? me.error ?? config.error;
  return error === null ? <Opening /> : <BoardClosed boardId={boardId} reason={error} />;
}

const isRefusal = (error: unknown): boolean =>
  isCode(error, 'board_not_found', 'board_deleted', 'not_member', 'not_signed_in', 'token_invalid');
