import { Menu } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  IconColorSwatch,
  IconDownload,
  IconEraser,
  IconEye,
  IconFileImport,
  IconGitFork,
  IconHistory,
  IconStar,
  IconUsers,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useOpenOnArrival } from '../design/OnDemandMenu.tsx';
import { OriginItem } from '../fork/OriginItem.tsx';
import { useForkBoard } from '../fork/useForkBoard.ts';
import { t } from '../messages/t.ts';
import { OpenBoardMenuButton, type OpenBoardMenuProps } from './OpenBoardMenuButton.tsx';

/** What one can do with the board as a whole. */
export default function OpenBoardMenu(props: OpenBoardMenuProps) {
  const { boardId, title, whose, onMark, onMembers, onDisplay, onDownload, onBringIn, onErase } = props;
  const opening = useOpenOnArrival();
  const fork = useForkBoard();
  // Elsewhere it has a button of its own.
  const narrow = useMediaQuery('(max-width: 960px)', false, { getInitialValueInEffect: false });
  return (
    <Menu position="bottom-start" {...opening}>
      <Menu.Target>
        <OpenBoardMenuButton {...props} autoFocus />
      </Menu.Target>
      <Menu.Dropdown>
        {narrow && (
          <Menu.Item leftSection={<IconColorSwatch size={18} stroke={1.7} aria-hidden />} onClick={whose.toggle}>
            {t(whose.isOn ? 'whose.close' : 'whose.title')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconHistory size={18} stroke={1.7} aria-hidden />}
          renderRoot={(item) => <Link to="/boards/$boardId/replay" params={{ boardId }} {...item} />}
        >
          {t('replay.open')}
        </Menu.Item>
        <Menu.Item leftSection={<IconStar size={18} stroke={1.7} aria-hidden />} onClick={onMark}>
          {t('moments.mark')}
        </Menu.Item>
        <Menu.Item leftSection={<IconUsers size={18} stroke={1.7} aria-hidden />} onClick={onMembers}>
          {t('members.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconEye size={18} stroke={1.7} aria-hidden />} onClick={onDisplay}>
          {t('display.title')}
        </Menu.Item>
        {onBringIn !== null && (
          <Menu.Item leftSection={<IconFileImport size={18} stroke={1.7} aria-hidden />} onClick={onBringIn}>
            {t('exchange.bringIn')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconDownload size={18} stroke={1.7} aria-hidden />} onClick={onDownload}>
          {t('exchange.download')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconGitFork size={18} stroke={1.7} aria-hidden />}
          disabled={fork.isPending}
          onClick={() => fork.mutate({ id: boardId, title, at: null })}
        >
          {t('fork.action')}
        </Menu.Item>
        {onErase !== null && (
          <Menu.Item leftSection={<IconEraser size={18} stroke={1.7} aria-hidden />} onClick={onErase}>
            {t('erasing.action')}
          </Menu.Item>
        )}
        <OriginItem boardId={boardId} />
      </Menu.Dropdown>
    </Menu>
  );
}
