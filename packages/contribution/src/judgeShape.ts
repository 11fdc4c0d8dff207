import type * as Y from 'yjs';
import type { BoardItem } from './BoardItems.ts';
import type { TextChange, Source } from './ItemText.ts';
import { judgeChange, judgeRemoval, judgeReturn, judgeStart } from './judgeChange.ts';
import { doingOf, type Judging } from './judging.ts';
import { contentMark } from './itemContent.ts';
import { BY_WORDS, IN_ORDER, KnownText, LIKELY, type Agreement } from './knownText.ts';
import type { TextRun } from './characters.ts';
import type { RecordChange } from './recordChanges.ts';
import { originOf, textOf, type ItemOrigin } from './startItem.ts';

/** An item that an entry put on the board for the first time. */
interface Beginning {
  readonly item: BoardItem;
  readonly origin: ItemOrigin;
}

/**
 * Judges what one entry did to the items of a board. All new items are made known first: one that is put into a group
 * which came with the same entry must find it, in whatever order they are met.
 */
export function judgeShapes(judging: Judging, changes: readonly RecordChange[], records: Y.Map<unknown>): void {
  const beginnings = new Map<RecordChange, Beginning>();
  for (const change of changes) {
    const beginning = begin(judging, change, records);
    if (beginning !== null) beginnings.set(change, beginning);
  }
  for (const change of changes) {
    const beginning = beginnings.get(change);
    const item = beginning?.item ?? judging.items.get(change.id);
    if (item !== undefined) judgeShape(judging, item, change, beginning?.origin ?? null, records);
  }
}

function begin({ items, entry }: Judging, change: RecordChange, records: Y.Map<unknown>): Beginning | null {
  if (change.now === null || items.get(change.id) !== undefined) return null;
  const origin = originOf(entry, change, items, records);
  const start = {
    startedBy: origin.source === null ? entry.personId : origin.source.startedBy,
    startedAt: entry.at,
    originAt: origin.source?.originAt ?? entry.at,
  };
  const item = items.start(change.id, String(change.now.get('type')), start);
  return item === null ? null : { item, origin };
}

function judgeShape(
  judging: Judging,
  item: BoardItem,
  change: RecordChange,
  origin: ItemOrigin | null,
  records: Y.Map<unknown>,
): void {
  const lengthBefore = item.text.length;
  const text = changeText(judging, item, change, origin, records);
  const wasPresent = item.present;
  const heldIn = item.holder?.id;
  item.present = change.now !== null;
  item.changedSeq = judging.entry.seq;
  noteHolder(judging, item, change);
  if (origin !== null) {
    judgeStart(judging, item, origin, text);
  } else if (!item.present) {
    item.lost = change.deleted;
    item.lostMark = contentMark(item.id, records);
    if (!wasPresent) return;
    item.removedBy = judging.entry.personId;
    judgeRemoval(judging, item, text);
  } else if (wasPresent) {
    judgeChange(judging, item, change, text, { lengthBefore, heldIn });
  } else {
    item.backSeq = judging.entry.seq;
    judgeReturn(judging, item, text);
  }
}

/** Who put the item into what it lies in. */
function noteHolder({ entry }: Judging, item: BoardItem, change: RecordChange): void {
  if (!change.added && !change.keys.has('parentId')) return;
  const id = change.now?.get('parentId');
  if (typeof id !== 'string' || id === item.holder?.id) return;
  item.holder = { id, by: entry.personId, at: entry.at };
}

function changeText(
  judging: Judging,
  item: BoardItem,
  change: RecordChange,
  origin: ItemOrigin | null,
  records: Y.Map<unknown>,
): TextChange {
  const { entry, book } = judging;
  const doing = doingOf(entry);
  const kind = entry.intent?.kind;
  return item.text.change(change.inserted, change.deleted, entry.personId, {
    sources: change.inserted.length === 0 ? [] : [...sourcesOf(judging, item, change, origin, records)],
    undo: kind === 'undo' || kind === 'redo',
    since: doing === null ? undefined : book.open(doing, item.id, 'text')?.since,
  });
}

/** Of this many sources of a paste text is looked for. */
const MOST_SOURCES = 32;

/** T4–T7: where characters that come in may come from, the likeliest first. */
function* sourcesOf(
  { entry, items }: Judging,
  item: BoardItem,
  change: RecordChange,
  origin: ItemOrigin | null,
  records: Y.Map<unknown>,
): Generator<Source> {
  const { kind, sources = [] } = entry.intent ?? {};
  const undo = kind === 'undo' || kind === 'redo';
  const { taken } = item.text;
  if (change.deleted.length > 0) yield known(change.deleted, undo || change.removed ? IN_ORDER : LIKELY);
  const returns = origin === null && !item.present;
  if (returns) yield known(item.lost, IN_ORDER);
  // U3: what somebody brings back is what they took out themself; with an item that they removed, all that was in it.
  const all = returns && item.removedBy === entry.personId;
  if (undo) yield known(all ? taken.runs : taken.by(entry.personId), IN_ORDER);
  if (kind === 'restore') yield known(taken.runs, IN_ORDER);
  else if (change.inserted.some((run) => run.text.length >= BY_WORDS.whole)) yield known(taken.runs, BY_WORDS);
  if (kind !== 'copy' && kind !== 'paste') return;
  if (origin?.source) yield known(textOf(origin.source, records), IN_ORDER);
  for (const id of sources.slice(0, MOST_SOURCES)) {
    const source = items.get(id);
    if (source === undefined) continue;
    yield known(source.text.taken.cutBy(entry.personId), IN_ORDER);
    yield known(textOf(source, records), LIKELY);
    yield known(source.text.taken.runs, LIKELY);
  }
}

const known = (runs: readonly TextRun[], agreement: Agreement): Source => ({ text: new KnownText(runs), agreement });
