import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { t } from '../messages/t.ts';
import { ApiError } from '../api/ApiError.ts';
import { queries } from '../api/queries.ts';
import { Notice } from '../design/Notice.tsx';
import { useUndeleteBoard } from '../home/useDeleteBoard.ts';
import { CodeField } from '../join/CodeField.tsx';
import { codeText } from '../messages/errorText.ts';
import { closedWords } from './closedWords.ts';

export interface BoardClosedProps {
  boardId: string;
  /** A code of the table, or what a request threw. */
  reason: unknown;
}

/** Instead of the board: what happened, what is safe, and the way on. */
export function BoardClosed({ boardId, reason }: BoardClosedProps) {
  const code = typeof reason === 'string' ? reason : reason instanceof ApiError ? reason.code : 'unknown';
  const words = closedWords(code);
  const ways: Record<typeof words.way, ReactNode> = {
    code: <CodeField />,
    undelete: <BringBack boardId={boardId} />,
    reload: (
      <Button variant="filled" onClick={() => location.reload()}>
        {t('app.reload')}
      </Button>
    ),
    retry: (
      <>
        <Button variant="filled" onClick={() => location.reload()}>
          {t('app.tryAgain')}
        </Button>
        <ToHome />
      </>
    ),
    home: <ToHome />,
    wait: <ToHome />,
  };
  return (
    <Notice title={t(words.title)} text={t(words.text, { why: codeText(code) })}>
      {ways[words.way]}
    </Notice>
  );
}

function ToHome() {
  return <Button renderRoot={(props) => <Link to="/" {...props} />}>{t('app.toHome')}</Button>;
}

/** Only who runs the board can; for somebody whose role is not known here the server decides. */
function BringBack({ boardId }: { boardId: string }) {
  const queryClient = useQueryClient();
  const known = queryClient.getQueryData(queries.board(boardId).queryKey);
  const undelete = useUndeleteBoard({ id: boardId, title: known?.title ?? t('home.untitled') });
  const mayBringBack = known === undefined || known.role === 'facilitator';
  return (
    <>
      {mayBringBack ? (
        <Button
          variant="filled"
          loading={undelete.isPending}
          onClick={() => undelete.mutate(undefined, { onSuccess: () => location.reload() })}
        >
          {t('boardClosed.bringBack')}
        </Button>
      ) : (
        <Button variant="filled" onClick={() => location.reload()}>
          {t('app.tryAgain')}
        </Button>
      )}
      <ToHome />
    </>
  );
}
