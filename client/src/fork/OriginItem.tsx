import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { BoardId } from '@weft/protocol';
import { queries } from '../api/queries.ts';
import { t } from '../messages/t.ts';

/** What the board began with, below all that can be done with it; a way there for who may see it. */
export function OriginItem({ boardId }: { boardId: BoardId }) {
  const origin = useQuery(queries.origin(boardId)).data ?? null;
  if (origin === null) return null;
  return (
    <>
      <Menu.Divider />
      {origin.kind === 'board' && origin.board !== null ? (
        <OriginLink {...origin.board} />
      ) : (
        <Menu.Label>{t(origin.kind === 'file' ? 'fork.fromFile' : 'fork.fromAnother')}</Menu.Label>
      )}
    </>
  );
}

/** To that board as it was then. */
function OriginLink({ id, title, at }: { id: BoardId; title: string; at: number }) {
  return (
    <Menu.Item
      renderRoot={(item) => <Link to="/boards/$boardId/replay" params={{ boardId: id }} search={{ t: at }} {...item} />}
    >
      {t('fork.from', { title })}
    </Menu.Item>
  );
}
