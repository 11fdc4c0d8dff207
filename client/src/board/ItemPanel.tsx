import { useMediaQuery } from '@mantine/hooks';
import { IconChevronUp, IconLock, IconX } from '@tabler/icons-react';
import type { BoardId, Person } from '@weft/protocol';
import { useEffect, useState } from 'react';
import { t } from '../messages/t.ts';
import type { CanvasSnapshot, SelectedItem } from '../canvas/CanvasApi.ts';
import type { SetLocked } from '../canvas/holdLocks.ts';
import type { RosterPerson } from '../sync/roster.ts';
import type { SaveStatus } from '../sync/saveStatus.ts';
import styles from './ItemPanel.module.css';
import { ItemStoryView } from './ItemStoryView.tsx';
import { itemTypeKey } from './itemTypeKey.ts';
import { LockSign } from './LockSign.tsx';

export interface ItemPanelProps {
  boardId: BoardId;
  me: Person;
  people: readonly RosterPerson[];
  shown: CanvasSnapshot;
  status: SaveStatus;
  setLocked: SetLocked | null;
}

/**
 * The story of the one item that is selected. Put away with Escape or its cross, it stays away until another item is
 * selected. On a phone it is one line at first: a finger that moves notes about must not open sheets all the time.
 */
export function ItemPanel({ boardId, me, people, shown, status, setLocked }: ItemPanelProps) {
  const item = shown.selected;
  const [putAway, setPutAway] = useState<string | null>(null);
  const [raised, setRaised] = useState(false);
  const phone = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  if (item === null && putAway !== null) setPutAway(null);
  if (item === null && raised) setRaised(false);
  const open = item !== null && item.id !== putAway;
  useEscape(open, () => setPutAway(item?.id ?? null));

  if (!open) return null;
  if (phone && !raised) return <PeekLine item={item} onRaise={() => setRaised(true)} />;
  return (
    <PanelCard item={item} onClose={() => (phone ? setRaised(false) : setPutAway(item.id))}>
      <ItemStoryView boardId={boardId} item={item} me={me} people={people} status={status} />
      <LockSign item={item} setLocked={setLocked} />
    </PanelCard>
  );
}

function PanelCard({
  item,
  onClose,
  children,
}: {
  item: SelectedItem;
  onClose: () => void;
  children: React.ReactNode;
}) {
  return (
    <aside className={styles['panel']} aria-label={t('item.panel')} data-item={item.id}>
      <button type="button" className={styles['close']} aria-label={t('app.close')} onClick={onClose}>
        <IconX size={19} stroke={1.8} aria-hidden />
      </button>
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

/** Escape also ends writing and other things inside the canvas: only where nothing is being written it is ours. */
function useEscape(open: boolean, putAway: () => void): void {
  useEffect(() => {
    if (!open) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      const writing = event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable]');
      const inDialog = document.querySelector('[role="dialog"], [role="menu"]') !== null;
      if (event.key === 'Escape' && !writing && !inDialog) putAway();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  });
}
