import { Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconEye, IconEyeOff, IconPencil, IconTrash } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { partApi } from '../api/partApi.ts';
import { useOpenOnArrival } from '../design/OnDemandMenu.tsx';
import { toast } from '../design/toast.ts';
import { t } from '../messages/t.ts';
import { StatementMenuButton, type StatementMenuProps } from './StatementMenuButton.tsx';
import { partChanged } from './useChoose.ts';

const EditWordsDialog = lazy(() => import('./EditWordsDialog.tsx'));

/** Changes, shares or takes away something that I said. */
export default function StatementMenu({ boardId, statement }: StatementMenuProps) {
  const opening = useOpenOnArrival();
  const [editing, setEditing] = useState(false);
  const onSettled = () => partChanged(boardId);
  const share = useMutation({
    mutationFn: (shared: boolean) => partApi.changeStatement(boardId, statement.id, { shared }),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: () => partApi.deleteStatement(boardId, statement.id),
    onSuccess: () => toast(t('part.beyond.deleted')),
    onSettled,
  });
  const icon = { size: 18, stroke: 1.7, 'aria-hidden': true } as const;
  return (
    <>
      <Menu position="bottom-end" {...opening}>
        <Menu.Target>
          <StatementMenuButton boardId={boardId} statement={statement} autoFocus />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => setEditing(true)}>
            {t('part.beyond.edit')}
          </Menu.Item>
          {statement.kind === 'reflection' && (
            <Menu.Item
              leftSection={statement.shared ? <IconEyeOff {...icon} /> : <IconEye {...icon} />}
              onClick={() => share.mutate(!statement.shared)}
            >
              {statement.shared ? t('part.reflections.unshare') : t('part.reflections.share')}
            </Menu.Item>
          )}
          <Menu.Item color="danger" leftSection={<IconTrash {...icon} />} onClick={() => remove.mutate()}>
            {t('part.beyond.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {editing && (
        <Suspense>
          <EditWordsDialog boardId={boardId} statement={statement} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </>
  );
}
