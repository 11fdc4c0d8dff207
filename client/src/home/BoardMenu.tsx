import { Menu } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import type { Board } from '@weft/protocol';
import { lazy, Suspense, useState } from 'react';
import { t } from '../messages/t.ts';
import { useOpenOnArrival } from '../design/OnDemandMenu.tsx';
import { BoardMenuButton } from './BoardMenuButton.tsx';
import { useDeleteBoard } from './useDeleteBoard.ts';

const RenameBoardDialog = lazy(() => import('./RenameBoardDialog.tsx'));

/** What one can do with a board without opening it. */
export default function BoardMenu({ board }: { board: Board }) {
  const opening = useOpenOnArrival();
  const [renaming, setRenaming] = useState(false);
  const deleteBoard = useDeleteBoard(board);
  return (
    <>
      <Menu position="bottom-end" {...opening}>
        <Menu.Target>
          <BoardMenuButton board={board} autoFocus />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={18} stroke={1.7} aria-hidden />} onClick={() => setRenaming(true)}>
            {t('home.rename')}
          </Menu.Item>
          <Menu.Item
            color="danger"
            leftSection={<IconTrash size={18} stroke={1.7} aria-hidden />}
            onClick={() => deleteBoard.mutate()}
          >
            {t('home.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {renaming && (
        <Suspense>
          <RenameBoardDialog board={board} onClose={() => setRenaming(false)} />
        </Suspense>
      )}
    </>
  );
}
