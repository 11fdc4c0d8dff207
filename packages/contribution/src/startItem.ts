import type * as Y from 'yjs';
import type { LogEntry } from '@weft/protocol';
import type { BoardItem, BoardItems } from './BoardItems.ts';
import type { TextRun } from './characters.ts';
import { textRuns, textTypeOf, type RecordChange } from './recordChanges.ts';
import { typeUnder } from './structs.ts';

/** How an item came to be on the board, and the item that it is a copy of. */
export interface ItemOrigin {
  readonly act: 'started' | 'copied' | 'brought in';
  readonly source: BoardItem | null;
}

/** O1–O3: started, copied from an item of this board, or brought in from outside it. */
export function originOf(
  { intent }: LogEntry,
  change: RecordChange,
  items: BoardItems,
  records: Y.Map<unknown>,
): ItemOrigin {
  switch (intent?.kind) {
    case 'copy':
    case 'paste': {
      const source = copiedItem(intent.sources ?? [], change, items, records);
      return { act: source === null ? 'brought in' : 'copied', source };
    }
    case 'import':
      return { act: 'brought in', source: null };
    default:
      return { act: 'started', source: null };
  }
}

/** Among several sources the one of the same type and text; of the same type; or the only one. */
function copiedItem(
  sources: readonly string[],
  change: RecordChange,
  items: BoardItems,
  records: Y.Map<unknown>,
): BoardItem | null {
  const known = sources.map((id) => items.get(id)).filter((item) => item !== undefined);
  const type = change.now?.get('type');
  const alike = known.filter((item) => item.type === type);
  const text = change.inserted.map((run) => run.text).join('');
  const same = alike.find(
    (item) =>
      textOf(item, records)
        .map((run) => run.text)
        .join('') === text,
  );
  return same ?? alike[0] ?? (known.length === 1 ? (known[0] ?? null) : null);
}

/** An item's present text with the ids of its characters; after it was cut, the text it had. */
export function textOf(item: BoardItem, records: Y.Map<unknown>): readonly TextRun[] {
  if (!item.present) return item.lost;
  const record = typeUnder(records, item.id);
  const type = record === null ? null : textTypeOf(record);
  return type === null ? [] : textRuns(type, (run) => !run.deleted);
}
