import { Menu } from '@mantine/core';
import { IconDownload, IconFileImport } from '@tabler/icons-react';
import { useOpenOnArrival } from '../design/OnDemandMenu.tsx';
import { t } from '../messages/t.ts';
import { OpenBoardMenuButton, type OpenBoardMenuProps } from './OpenBoardMenuButton.tsx';

/** What one can do with the board as a whole. */
export default function OpenBoardMenu({ onDownload, onBringIn }: OpenBoardMenuProps) {
  const opening = useOpenOnArrival();
  return (
    <Menu position="bottom-start" {...opening}>
      <Menu.Target>
        <OpenBoardMenuButton onDownload={onDownload} onBringIn={onBringIn} autoFocus />
      </Menu.Target>
      <Menu.Dropdown>
        {onBringIn !== null && (
          <Menu.Item leftSection={<IconFileImport size={18} stroke={1.7} aria-hidden />} onClick={onBringIn}>
            {t('exchange.bringIn')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconDownload size={18} stroke={1.7} aria-hidden />} onClick={onDownload}>
          {t('exchange.download')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
