import { Menu } from '@mantine/core';
import {
  IconArrowsMove,
  IconArrowUpRight,
  IconDots,
  IconNote,
  IconSeedling,
  IconPencil,
  IconTrash,
  type TablerIcon,
} from '@tabler/icons-react';
import type { OutlineEntry } from '@weft/board-model';
import { t } from '../messages/t.ts';
import type { OutlineActions } from './OutlineActions.ts';
import styles from './OutlinePanel.module.css';
import { isContainer, isWritable, nameOf } from './outlineWords.ts';

export interface OutlineRowMenuProps {
  entry: OutlineEntry;
  open: boolean;
  isCurrent: boolean;
  actions: OutlineActions;
}

/** All that can be done with an entry, with the key that does it. Only an open menu is a menu: there may be thousands. */
export function OutlineRowMenu({ entry, open, isCurrent, actions }: OutlineRowMenuProps) {
  const button = (
    <button
      type="button"
      className={styles['more']}
      tabIndex={isCurrent ? 0 : -1}
      aria-haspopup="menu"
      aria-expanded={open}
      aria-label={t('outline.menu', { item: nameOf(entry) })}
      onClick={(event) => {
        event.stopPropagation();
        if (open) actions.closeMenu();
        else actions.openMenu(entry.id);
      }}
    >
      <IconDots size={18} stroke={1.8} aria-hidden />
    </button>
  );
  if (!open) return button;
  return (
    <Menu opened position="bottom-end" width={250} returnFocus={false} onClose={actions.closeMenu}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Commands entry={entry} actions={actions} />
      </Menu.Dropdown>
    </Menu>
  );
}

function Commands({ entry, actions }: { entry: OutlineEntry; actions: OutlineActions }) {
  const { id, type } = entry;
  const isItem = type !== 'page';
  const connects = isItem && type !== 'arrow' && type !== 'group';
  return (
    <>
      {isWritable(entry) && (
        <Command icon={IconPencil} words={t('outline.edit')} at={t('outline.keyEdit')} run={() => actions.write(id)} />
      )}
      <Command
        icon={IconNote}
        words={isContainer(entry) && type !== 'group' ? t('outline.addInside') : t('outline.addAfter')}
        at={t('outline.keyAdd')}
        run={() => actions.addNote(id)}
      />
      {isItem && type !== 'arrow' && (
        <Command
          icon={IconSeedling}
          words={t('canvas.buildOn')}
          at={t('outline.keyBuildOn')}
          run={() => actions.buildOn(id)}
        />
      )}
      {connects && (
        <Command
          icon={IconArrowUpRight}
          words={t('outline.connect')}
          at={t('outline.keyConnect')}
          run={() => actions.beginConnect(id)}
        />
      )}
      {isItem && (
        <>
          <Command
            icon={IconArrowsMove}
            words={t('outline.move')}
            at={t('outline.keyMove')}
            run={() => actions.beginMove(id)}
          />
          <Command
            icon={IconTrash}
            words={t('outline.remove')}
            at={t('outline.keyRemove')}
            run={() => actions.remove(id)}
          />
        </>
      )}
    </>
  );
}

function Command({ icon: Icon, words, at, run }: { icon: TablerIcon; words: string; at: string; run: () => void }) {
  return (
    <Menu.Item
      closeMenuOnClick={false}
      leftSection={<Icon size={19} stroke={1.7} aria-hidden />}
      rightSection={<kbd className={styles['key']}>{at}</kbd>}
      onClick={(event) => {
        event.stopPropagation();
        run();
      }}
    >
      {words}
    </Menu.Item>
  );
}
