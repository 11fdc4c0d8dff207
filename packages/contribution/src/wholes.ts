import type { PersonId } from '@weft/protocol';
import type { BoardItem, BoardItems } from './BoardItems.ts';
import type { RecordChange } from './recordChanges.ts';

/** What holds others' items together as something new (K7, L4). */
export const WHOLES: ReadonlySet<string> = new Set(['frame', 'group']);

/** What a changed item lies in now. */
export const holderOf = (change: RecordChange): string => String(change.now?.get('parentId'));

/** K7: the frame or group of one's own that somebody else's item is put into, or taken out of. */
export function wholeOf(items: BoardItems, item: BoardItem, holderId: string, personId: PersonId): BoardItem | null {
  if (item.startedBy === null || item.startedBy === personId) return null;
  const whole = items.get(holderId);
  return whole !== undefined && WHOLES.has(whole.type) && whole.startedBy === personId ? whole : null;
}
