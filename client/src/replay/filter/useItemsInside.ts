import { itemsWithin } from '@weft/board-model';
import { ReplayCursor } from '@weft/history';
import type { ItemId } from '@weft/protocol';
import { useEffect, useState } from 'react';
import type { PastBoard } from '../../canvas/PastBoard.ts';
import { applyUpdate } from '../../sync/applyUpdate.ts';
import type { ReplayController } from '../ReplayController.ts';

type Items = ReadonlySet<ItemId>;

/**
 * Items with what lies in them, at the moment that is shown and as the board is now: what a frame held then is part of it,
 * and what it came to hold.
 * @param newest the log's newest entry
 * @returns null where none are asked for
 */
export function useItemsInside(replay: ReplayController, only: Items, newest: number): Items | null {
  const [inside, setInside] = useState<Items>(only);
  useEffect(() => {
    if (only.size === 0) return undefined;
    const cursor = new ReplayCursor(replay.log, applyUpdate);
    const look = () => {
      const both = new Set([...within(replay.records, only), ...within(cursor.records, only)]);
      setInside((before) => (isSame(before, both) ? before : both));
    };
    look();
    const stop = replay.onMove(look);
    let isOver = false;
    cursor.moveTo(newest).then(
      () => {
        if (!isOver) look();
      },
      // What cannot be fetched is tried again with the next thing that happens; what is shown is there.
      () => undefined,
    );
    return () => {
      isOver = true;
      stop();
      cursor.destroy();
    };
  }, [replay, only, newest]);
  return only.size === 0 ? null : inside;
}

// An item's id is tldraw's shape id.
const within = (records: PastBoard['records'], only: Items): Items => itemsWithin(records, only) as Items;

const isSame = (some: Items, others: Items): boolean =>
  some.size === others.size && [...some].every((id) => others.has(id));
