import { Menu } from '@mantine/core';
import { IconDeviceMobileShare, IconLogout, IconNeedleThread, IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Person } from '@weft/protocol';
import { lazy, Suspense, useState } from 'react';
import { t } from '../messages/t.ts';
import { useOpenOnArrival } from '../design/OnDemandMenu.tsx';
import { chooseTheme, type ThemeChoice, useThemeChoice } from '../design/theme.ts';
import { MeButton } from './MeButton.tsx';
import type { PersonDialog } from './PersonDialogProps.ts';

const dialogs = {
  rename: lazy(() => import('./RenameMeDialog.tsx')),
  handover: lazy(() => import('./HandoverDialog.tsx')),
  signOut: lazy(() => import('./SignOutDialog.tsx')),
} as const;
/** My name and face, and what concerns me on this device. */
export default function PersonMenu({ me }: { me: Person }) {
  const opening = useOpenOnArrival();
  const [open, setOpen] = useState<PersonDialog | null>(null);
  const Dialog = open === null ? null : dialogs[open];
  const icon = { size: 19, stroke: 1.7, 'aria-hidden': true } as const;
  return (
    <>
      <Menu position="bottom-end" width={270} {...opening}>
        <Menu.Target>
          <MeButton me={me} autoFocus />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconNeedleThread {...icon} />} renderRoot={(props) => <Link to="/me" {...props} />}>
            {t('part.menuEverywhere')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => setOpen('rename')}>
            {t('people.rename')}
          </Menu.Item>
          <Menu.Item leftSection={<IconDeviceMobileShare {...icon} />} onClick={() => setOpen('handover')}>
            {t('people.otherDevice')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('theme.label')}</Menu.Label>
          <ThemeItems />
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout {...icon} />} onClick={() => setOpen('signOut')}>
            {t('people.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {Dialog !== null && (
        <Suspense>
          <Dialog me={me} onClose={() => setOpen(null)} onOpen={setOpen} />
        </Suspense>
      )}
    </>
  );
}

const CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark'];

function ThemeItems() {
  const choice = useThemeChoice();
  return (
    <Menu.RadioGroup value={choice}>
      {CHOICES.map((offered) => (
        <Menu.RadioItem key={offered} value={offered} onChange={() => chooseTheme(offered)}>
          {t(`theme.${offered}`)}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
