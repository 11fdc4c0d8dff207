import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type Board, type ItemId, mayEdit } from '@weft/protocol';
import type { PastBoard } from '../canvas/PastBoard.ts';
import { t } from '../messages/t.ts';
import { wishToBringBack } from './wishToBringBack.ts';

interface BringItemsBackProps {
  readonly board: Board;
  readonly replay: PastBoard;
  readonly items: readonly ItemId[];
}

/** Has the items as they are shown on the board of now. */
export function BringItemsBack({ board, replay, items }: BringItemsBackProps) {
  const navigate = useNavigate();
  if (!mayEdit(board.role)) return <p>{t('restore.viewer')}</p>;
  const bringBack = () => {
    wishToBringBack({ boardId: board.id, records: replay.records, items });
    void navigate({ to: '/boards/$boardId', params: { boardId: board.id } });
  };
  return (
    <Button leftSection={<IconArrowBackUp size={18} stroke={1.8} aria-hidden />} onClick={bringBack}>
      {t(items.length === 1 ? 'restore.item' : 'restore.items')}
    </Button>
  );
}
