import { IconChevronUp, IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { BoardId, ItemId, Person, PersonId } from '@weft/protocol';
import { CloseButton } from '../design/CloseButton.tsx';
import { t } from '../messages/t.ts';
import type { SelectedItem } from '../canvas/CanvasApi.ts';
import type { SetLocked } from '../canvas/holdLocks.ts';
import { ItemStoryView } from '../contribution/ItemStoryView.tsx';
import type { Making } from '../contribution/useMaking.ts';
import type { RosterPerson } from '../sync/roster.ts';
import styles from './ItemPanel.module.css';
import { itemTypeKey } from './itemTypeKey.ts';
import { LockSign } from './LockSign.tsx';
import type { ItemPanelState } from './useItemPanel.ts';

export interface ItemPanelProps {
  boardId: BoardId;
  me: Person;
  people: readonly RosterPerson[];
  panel: ItemPanelState;
  making: Making;
  writers: readonly PersonId[];
  side: 'left' | 'right';
  onGo: (itemId: ItemId) => void;
  setLocked: SetLocked | null;
}

/**
 * The story of the one item that is selected. Put away with Escape or its cross, it stays away until another item is
 * selected. On a phone it is one line at first: a finger that moves notes about must not open sheets all the time.
 */
export function ItemPanel({ boardId, me, people, panel, making, writers, side, onGo, setLocked }: ItemPanelProps) {
  const { item, isLine, raise, close } = panel;
  if (item === null) return null;
  if (isLine) return <PeekLine item={item} onRaise={raise} />;
  return (
    <PanelCard item={item} side={side} onClose={close}>
      <ItemStoryView
        boardId={boardId}
        item={item}
        me={me}
        people={people}
        making={making}
        writers={writers}
        onGo={onGo}
      />
      <Link
        className={styles['cameAbout']}
        to="/boards/$boardId/replay"
        params={{ boardId }}
        search={{ idea: item.id }}
      >
        {t('replay.follow')}
      </Link>
      <Link
        className={styles['cameAbout']}
        to="/boards/$boardId/replay"
        params={{ boardId }}
        search={{ only: [item.id] }}
      >
        {t(item.type === 'frame' ? 'filter.playFrame' : 'filter.play')}
      </Link>
      <LockSign item={item} setLocked={setLocked} />
    </PanelCard>
  );
}

function PanelCard({
  item,
  side,
  onClose,
  children,
}: {
  item: SelectedItem;
  side: ItemPanelProps['side'];
  onClose: () => void;
  children: React.ReactNode;
}) {
  return (
    <aside className={styles['panel']} aria-label={t('item.panel')} data-item={item.id} data-side={side}>
      <CloseButton inCorner onClick={onClose} />
      {children}
    </aside>
  );
}

function PeekLine({ item, onRaise }: { item: SelectedItem; onRaise: () => void }) {
  return (
    <button type="button" className={styles['peek']} aria-label={t('item.open')} onClick={onRaise}>
      {item.locked !== null && <IconLock size={17} stroke={1.8} aria-label={t('item.lockedShort')} />}
      <span className={styles['peekType']}>{t(`item.type.${itemTypeKey(item.type)}`)}</span>
      <span className={styles['peekText']}>{item.text}</span>
      <IconChevronUp size={20} stroke={1.8} aria-hidden />
    </button>
  );
}
