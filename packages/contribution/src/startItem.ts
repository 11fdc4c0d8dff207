import type * as Y from 'yjs';
import type { LogEntry } from '@weft/protocol';
import type { BoardItem, BoardItems } from './BoardItems.ts';
import type { TextRun } from './characters.ts';
import { contentMark } from './itemContent.ts';
import { IN_ORDER, KnownText } from './knownText.ts';
import { textRuns, textTypeOf, type RecordChange } from './recordChanges.ts';
import { typeUnder } from './structs.ts';

/** How an item came to be on the board, and the item that it is a copy of. */
export interface ItemOrigin {
  readonly act: 'started' | 'copied' | 'brought in';
  readonly source: BoardItem | null;
}

/** Of this many sources it is looked at closely whether an item is a copy of them. */
const MOST_LOOKED_AT = 32;
/** Up to this share of a copy's text may be new, as its source may have changed since it was copied (O2). */
const NEW_SHARE = 0.2;

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
      const known = (intent.sources ?? []).map((id) => items.get(id)).filter((item) => item !== undefined);
      if (known.length === 0) return { act: 'brought in', source: null };
      const source = copiedItem(known, change, records);
      return { act: source === null ? 'started' : 'copied', source };
    }
    case 'import':
      return { act: 'brought in', source: null };
    default:
      return { act: 'started', source: null };
  }
}

/** Of the sources that the item is like the one of the same text, or the first; null for an item like none of them (O2). */
function copiedItem(sources: readonly BoardItem[], change: RecordChange, records: Y.Map<unknown>): BoardItem | null {
  const type = change.now?.get('type');
  const text = plain(change.inserted);
  const mark = contentMark(change.id, records);
  const alike = sources.filter((item) => item.type === type);
  const isSame = (item: BoardItem): boolean => plain(textOf(item, records)) === text && markOf(item, records) === mark;
  const isLike = (item: BoardItem): boolean =>
    markOf(item, records) === mark && newIn(change.inserted, item, records) <= NEW_SHARE * text.length;
  return alike.find(isSame) ?? alike.slice(0, MOST_LOOKED_AT).find(isLike) ?? null;
}

const markOf = (item: BoardItem, records: Y.Map<unknown>): string =>
  item.present ? contentMark(item.id, records) : item.lostMark;

const plain = (runs: readonly { readonly text: string }[]): string => runs.map((run) => run.text).join('');

/** How much of some text is found neither in an item's nor in what was taken out of it. */
function newIn(inserted: readonly { readonly text: string }[], item: BoardItem, records: Y.Map<unknown>): number {
  const known = new KnownText([...textOf(item, records), ...item.text.taken.runs]);
  return inserted
    .flatMap((run) => known.originsOf(run.text, IN_ORDER))
    .reduce((sum, { length, from }) => sum + (from === null ? length : 0), 0);
}

/** An item's present text with the ids of its characters; after it was cut, the text it had. */
export function textOf(item: BoardItem, records: Y.Map<unknown>): readonly TextRun[] {
  if (!item.present) return item.lost;
  const record = typeUnder(records, item.id);
  const type = record === null ? null : textTypeOf(record);
  return type === null ? [] : textRuns(type, (run) => !run.deleted);
}
