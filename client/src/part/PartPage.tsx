import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type BoardId, BoardIdSchema } from '@weft/protocol';
import { isCode } from '../api/ApiError.ts';
import { partQueries } from '../api/partQueries.ts';
import { queries } from '../api/queries.ts';
import { NotFoundPage, WaitPage } from '../app/StandIns.tsx';
import { BoardClosed } from '../board/BoardClosed.tsx';
import { Notice } from '../design/Notice.tsx';
import { errorText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import { MyPartView } from './MyPartView.tsx';

const route = getRouteApi('/boards/$boardId/me');

/** `/boards/:id/me`: my own part in one board. */
export function PartPage() {
  const boardId = BoardIdSchema.safeParse(route.useParams().boardId);
  if (!boardId.success) return <NotFoundPage />;
  return <PartOn boardId={boardId.data} />;
}

function PartOn({ boardId }: { boardId: BoardId }) {
  const me = useQuery(queries.me);
  const part = useQuery({
    ...partQueries.mine(boardId),
    enabled: me.data !== null && me.data !== undefined,
  });
  if (me.data === null) return <BoardClosed boardId={boardId} reason="not_signed_in" />;
  if (me.data !== undefined && part.data !== undefined)
    return <MyPartView key={boardId} me={me.data} part={part.data} />;
  const error = part.error ?? me.error;
  if (error === null) return <WaitPage />;
  if (isCode(error, 'board_not_found', 'board_deleted', 'not_member', 'token_invalid', 'not_signed_in'))
    return <BoardClosed boardId={boardId} reason={error} />;
  return (
    <Notice title={t('part.failed')} text={errorText(error)}>
      <Button variant="filled" onClick={() => void (me.isError ? me : part).refetch()}>
        {t('app.tryAgain')}
      </Button>
      <Button renderRoot={(props) => <Link to="/boards/$boardId" params={{ boardId }} {...props} />}>
        {t('part.toBoard')}
      </Button>
    </Notice>
  );
}
