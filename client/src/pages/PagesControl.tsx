import { Popover } from '@mantine/core';
import { IconChevronDown, IconFiles } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { t } from '../messages/t.ts';
import styles from './PagesControl.module.css';
import type { PagesControlProps } from './PagesControlProps.ts';

const PagesPanel = lazy(() => import('./PagesPanel.tsx'));

/** On which page I am, and the way to the others. A board with one page has only a quiet sign of it. */
export function PagesControl(props: PagesControlProps) {
  const [opened, setOpened] = useState(false);
  const { pages, currentId } = props.shown;
  const position = pages.findIndex(({ id }) => id === currentId) + 1;
  const name = pages[position - 1]?.name ?? '';
  const isOnly = pages.length === 1;
  // Somebody who may only look has nothing to do with the one page.
  if (isOnly && props.readOnly) return null;
  const label = isOnly ? t('pages.title') : t('pages.current', { name, position, count: pages.length });
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="top-start"
      offset={8}
      width={300}
      shadow="none"
      radius="md"
      trapFocus
      returnFocus
      classNames={{ dropdown: styles['panel'] ?? '' }}
    >
      <Popover.Target>
        <button
          type="button"
          className={styles['button']}
          data-only={isOnly || undefined}
          aria-label={label}
          title={label}
          onClick={() => setOpened(!opened)}
        >
          <IconFiles size={20} stroke={1.6} aria-hidden />
          {!isOnly && (
            <>
              <span className={styles['name']}>{name}</span>
              <span className={styles['count']}>{t('pages.position', { position, count: pages.length })}</span>
              <IconChevronDown size={16} stroke={2} className={styles['chevron']} aria-hidden />
            </>
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('pages.title')}>
        <Suspense>
          <PagesPanel {...props} onClose={() => setOpened(false)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
