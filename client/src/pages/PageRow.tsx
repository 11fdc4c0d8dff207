import { Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCheck,
  IconDots,
  IconFileArrowRight,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import type { CanvasPage } from '../canvas/CanvasPages.ts';
import { Face } from '../design/Face.tsx';
import { t } from '../messages/t.ts';
import type { RosterPerson } from '../sync/roster.ts';
import { PageName } from './PageName.tsx';
import styles from './PagesPanel.module.css';

export interface PageRowProps {
  page: CanvasPage;
  isCurrent: boolean;
  isFirst: boolean;
  isLast: boolean;
  people: readonly RosterPerson[];
  /** How many items could be moved here. */
  selectedCount: number;
  readOnly: boolean;
  isRenaming: boolean;
  onGo: () => void;
  onRename: () => void;
  /** Null leaves the name as it was. */
  onRenamed: (name: string | null) => void;
  onShift: (by: -1 | 1) => void;
  onTakeSelection: () => void;
  onRemove: () => void;
}

/** Faces that fit beside a page's name. */
const FACES = 3;

export function PageRow(props: PageRowProps) {
  const { page, isCurrent, readOnly, isRenaming, onGo, onRename, onRenamed } = props;
  if (isRenaming) {
    return (
      <li className={styles['row']} data-current={isCurrent || undefined}>
        <PageName name={page.name} onEnd={onRenamed} />
      </li>
    );
  }
  const here = props.people.filter(({ id }) => page.people.includes(id));
  return (
    <li className={styles['row']} data-current={isCurrent || undefined}>
      <button
        type="button"
        className={styles['page']}
        data-page={page.id}
        // Where the focus of the panel goes when it opens.
        data-autofocus={isCurrent || undefined}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={onGo}
        onDoubleClick={readOnly ? undefined : onRename}
      >
        <span className={styles['sign']}>{isCurrent && <IconCheck size={17} stroke={2.2} aria-hidden />}</span>
        <span className={styles['name']}>{page.name}</span>
        {here.length > 0 && (
          <span className={styles['faces']} role="img" aria-label={t('pages.here', { names: namesOf(here) })}>
            {here.slice(0, FACES).map((person) => (
              <Face key={person.id} person={person} size={22} decorative />
            ))}
          </span>
        )}
      </button>
      {!readOnly && <RowMenu {...props} />}
    </li>
  );
}

const namesOf = (people: readonly RosterPerson[]): string => people.map(({ name }) => name).join(', ');

const ICON = { size: 18, stroke: 1.7, 'aria-hidden': true } as const;

function RowMenu({ page, isFirst, isLast, selectedCount, onRename, onShift, onTakeSelection, onRemove }: PageRowProps) {
  return (
    // Within the list's own panel: a press in it must not count as one outside.
    <Menu position="bottom-end" withinPortal={false} width={240}>
      <Menu.Target>
        <button type="button" className={styles['more']} aria-label={t('pages.menu', { page: page.name })}>
          <IconDots size={18} stroke={1.8} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {selectedCount > 0 && (
          <Menu.Item leftSection={<IconFileArrowRight {...ICON} />} onClick={onTakeSelection}>
            {t('pages.takeSelection', { count: selectedCount })}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconPencil {...ICON} />} onClick={onRename}>
          {t('pages.rename')}
        </Menu.Item>
        {!isFirst && (
          <Menu.Item leftSection={<IconArrowUp {...ICON} />} onClick={() => onShift(-1)}>
            {t('pages.up')}
          </Menu.Item>
        )}
        {!isLast && (
          <Menu.Item leftSection={<IconArrowDown {...ICON} />} onClick={() => onShift(1)}>
            {t('pages.down')}
          </Menu.Item>
        )}
        {!(isFirst && isLast) && (
          <Menu.Item color="danger" leftSection={<IconTrash {...ICON} />} onClick={onRemove}>
            {t('pages.remove')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
