/** What a change of one record says about who did what. The numbers are those of SPEC.md. */
import type { ItemId } from '@weft/protocol';
import type { BoardItem } from './BoardItems.ts';
import type { ContributionBook, Doing } from './ContributionBook.ts';
import type { TextChange } from './ItemText.ts';
import { doingOf, GESTURE_MS, ONE, ORIGIN_ACTS, type Judging } from './judging.ts';
import { judgeUndo, standsAgain, undoesComing } from './judgeUndo.ts';
import { meaningOf } from './recordKeys.ts';
import type { RecordChange } from './recordChanges.ts';
import type { ItemOrigin } from './startItem.ts';
import { holderOf, wholeOf } from './wholes.ts';

/** An item came into being. */
export function judgeStart(judging: Judging, item: BoardItem, origin: ItemOrigin, text: TextChange): void {
  const { entry, book, lineage } = judging;
  const { personId, at } = entry;
  if (origin.source !== null) lineage.add({ from: item.id, to: origin.source.id, kind: 'copied from', personId, at });
  const doing = doingOf(entry);
  if (doing === null) return;
  book.add(doing, item.id, origin.act, ONE);
  if (text.written > 0) book.add(doing, item.id, 'text', { written: text.written, edited: 0 }, text.returned);
  if (entry.intent?.kind === 'build-on' && item.type !== 'arrow') {
    judgeBuildOn(judging, doing, item, entry.intent.sources ?? []);
  }
}

/** The intent and the event tell of the same act: whichever comes second adds nothing, however late (K6). */
export function judgeBuildOn(
  { items, book, lineage }: Omit<Judging, 'entry'>,
  doing: Doing,
  item: BoardItem,
  sources: readonly string[],
): void {
  const known = sources.flatMap((source) => items.get(source)?.id ?? []);
  const made = known.filter((to) =>
    lineage.add({ from: item.id, to, kind: 'built on', personId: doing.personId, at: doing.at }),
  );
  if (known.length > 0 && made.length === 0) return;
  if (book.open(doing, item.id, 'built on') !== undefined) return;
  book.add(doing, item.id, 'built on', { written: 0, edited: Math.max(1, sources.length) });
}

/** An item went (K8), or its start or its return was undone (U1). */
export function judgeRemoval({ entry, book }: Judging, item: BoardItem, text: TextChange): void {
  const doing = doingOf(entry);
  if (doing === null) return;
  const kind = entry.intent?.kind;
  if (kind === 'undo' && undoesComing(book, doing, item, text)) return;
  if (kind === 'redo' && book.giveAgain(doing.personId, item.id, ['removed'], ONE)) return;
  // U3: what nobody's own start is taken back by is removing it, whatever is said of it.
  book.add(doing, item.id, 'removed', ONE);
}

/** A removed item is there again: its removal was undone, its start redone (U1), or it was restored (K9). */
export function judgeReturn({ entry, book }: Judging, item: BoardItem, text: TextChange): void {
  const startedAgain = standsAgain(book, item);
  const doing = doingOf(entry);
  if (doing === null) return;
  const { personId } = doing;
  const kind = entry.intent?.kind;
  const isUndone = kind === 'undo' && book.takeBack(personId, item.id, ['removed'], ONE);
  const isRedone =
    kind === 'redo' && (startedAgain === personId || book.giveAgain(personId, item.id, ['restored'], ONE));
  if (!isUndone && !isRedone) book.add(doing, item.id, 'restored', ONE);
  if (text.written > 0) book.add(doing, item.id, 'text', { written: text.written, edited: 0 }, text.returned);
}

/** An item as it was before an entry. */
export interface Before {
  /** Characters of its text. */
  readonly lengthBefore: number;
  /** The frame, group or page that it lay in. */
  readonly heldIn: string | undefined;
}

/** Something of an item that stays changed. */
export function judgeChange(
  judging: Judging,
  item: BoardItem,
  change: RecordChange,
  text: TextChange,
  { lengthBefore, heldIn }: Before,
): void {
  const doing = doingOf(judging.entry);
  if (doing === null) return;
  const meanings = new Set([...change.keys].map((key) => meaningOf(key)));
  const arranged = meanings.has('arrangement');
  const restyled = meanings.has('look') || change.added;
  const { kind } = judging.entry.intent ?? {};
  if (kind === 'undo' || kind === 'redo') {
    judgeUndo(judging, kind, doing, { item, change, text, arranged, restyled, heldIn });
    return;
  }
  if (kind === 'restore') {
    judgeRestored(judging.book, doing, item, text);
    return;
  }
  judgeText(judging.book, doing, item, change, text, lengthBefore);
  if (!arranged && !restyled) return;
  if (continuesStart(judging.book, doing, item.id) || isTextLayout(judging.book, doing, item, restyled)) return;
  if (restyled) judging.book.add(doing, item.id, 'refined', ONE);
  if (!arranged) return;
  const whole = change.keys.has('parentId') ? wholeOf(judging.items, item, holderOf(change), doing.personId) : null;
  if (whole === null) {
    judging.book.add(doing, item.id, 'arranged', ONE);
    return;
  }
  judging.book.add(doing, whole.id, 'synthesised', ONE);
  whole.changedSeq = judging.entry.seq;
}

/** K9: looks, place and words as they were are one act; words that were never there, and others' that go, are told as such. */
function judgeRestored(book: ContributionBook, doing: Doing, item: BoardItem, text: TextChange): void {
  book.add(doing, item.id, 'restored', ONE);
  const edited = Math.max(0, text.foreign - text.returned);
  if (text.written === 0 && edited === 0) return;
  const lengthBefore = item.text.length - text.written - text.returned + text.takenBack + text.deleted;
  book.add(doing, item.id, 'text', { written: text.written, edited }, lengthBefore);
}

/** K2, K3: typing and taking out. What only moved within the item counts as one edit, however long it is (T4). */
function judgeText(
  book: ContributionBook,
  doing: Doing,
  item: BoardItem,
  change: RecordChange,
  text: TextChange,
  lengthBefore: number,
): void {
  const moved = Math.min(text.returned, text.takenBack + text.deleted);
  const takenBack = Math.max(0, text.takenBack - moved);
  const deleted = text.deleted - Math.max(0, moved - text.takenBack);
  const written = text.written - takenBack;
  let edited = deleted + text.returned - moved;
  if (text.written === 0 && takenBack === 0 && edited === 0) {
    // An editor that opens an empty text gives it a paragraph: that is nobody's doing (K3).
    const reshaped = change.structure > 0 || moved > 0;
    if (!reshaped || item.text.length === 0 || change.added) return;
    edited = 1;
  }
  const burst = book.add(doing, item.id, 'text', { written, edited }, lengthBefore);
  for (const { client, clock } of change.inserted) {
    if (!burst.since.has(client)) burst.since.set(client, clock);
  }
}

/** K1: what the starter does to the item within the gesture of starting it. */
export function continuesStart(book: ContributionBook, doing: Doing, itemId: ItemId): boolean {
  const act = book.openAct(doing, itemId, ORIGIN_ACTS, GESTURE_MS);
  if (act === undefined) return false;
  book.add(doing, itemId, act, { written: 0, edited: 0 });
  return true;
}

/** K4: a text without a frame is laid out anew while one types into it. */
function isTextLayout(book: ContributionBook, doing: Doing, item: BoardItem, restyled: boolean): boolean {
  return item.type === 'text' && !restyled && book.open(doing, item.id, 'text', GESTURE_MS) !== undefined;
}
