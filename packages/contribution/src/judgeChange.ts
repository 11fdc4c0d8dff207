/** What a change of one record says about who did what. The numbers are those of SPEC.md. */
import type { ItemId, LogEntry, PersonId } from '@weft/protocol';
import type { BoardItem, BoardItems } from './BoardItems.ts';
import type { Act, Amount, ContributionBook, Doing } from './ContributionBook.ts';
import type { TextChange } from './ItemText.ts';
import type { LineageBook } from './LineageBook.ts';
import { meaningOf } from './recordKeys.ts';
import type { RecordChange } from './recordChanges.ts';
import type { ItemOrigin } from './startItem.ts';

/** Drawing, dragging to size and placing write several times a second: that is still starting (K1). */
const GESTURE_MS = 1_000;

export const ORIGIN_ACTS = ['started', 'copied', 'brought in'] as const satisfies readonly Act[];
const ONE = { written: 0, edited: 1 };

export interface Judging {
  readonly entry: LogEntry;
  readonly items: BoardItems;
  readonly book: ContributionBook;
  readonly lineage: LineageBook;
}

/** The person doing it; null for what the server did on nobody's behalf, which is nobody's contribution (A3). */
export function doingOf({ seq, at, madeAt, personId }: LogEntry): Doing | null {
  return personId === null ? null : { seq, at, personId, offline: madeAt !== undefined };
}

/** An item came into being. */
export function judgeStart(judging: Judging, item: BoardItem, origin: ItemOrigin, text: TextChange): void {
  const { entry, book, lineage } = judging;
  const { personId, at } = entry;
  if (origin.source !== null) lineage.add({ from: item.id, to: origin.source.id, kind: 'copied from', personId, at });
  const doing = doingOf(entry);
  if (doing === null) return;
  book.add(doing, item.id, origin.act, ONE);
  if (text.written > 0) book.add(doing, item.id, 'text', { written: text.written, edited: 0 });
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

/** An item went (K8), or its start was undone (U1). */
export function judgeRemoval({ entry, book }: Judging, item: BoardItem): void {
  const doing = doingOf(entry);
  if (doing === null) return;
  const { personId } = doing;
  const kind = entry.intent?.kind;
  if (kind === 'undo' && book.takeBack(personId, item.id, [...ORIGIN_ACTS, 'restored'], ONE)) return;
  if (kind === 'redo' && book.giveAgain(personId, item.id, ['removed'], ONE)) return;
  // U3: what nobody's own start is taken back by is removing it, whatever is said of it.
  book.add(doing, item.id, 'removed', ONE);
}

/** A removed item is there again: its removal was undone, its start redone (U1), or it was restored (K9). */
export function judgeReturn({ entry, book }: Judging, item: BoardItem, text: TextChange): void {
  const doing = doingOf(entry);
  if (doing === null) return;
  const kind = entry.intent?.kind;
  if (kind === 'undo' && book.takeBack(doing.personId, item.id, ['removed'], ONE)) return;
  if (kind === 'redo' && book.giveAgain(doing.personId, item.id, [...ORIGIN_ACTS, 'restored'], ONE)) return;
  book.add(doing, item.id, 'restored', ONE);
  if (text.written > 0) book.add(doing, item.id, 'text', { written: text.written, edited: 0 });
}

/** Something of an item that stays changed. */
export function judgeChange(
  judging: Judging,
  item: BoardItem,
  change: RecordChange,
  text: TextChange,
  lengthBefore: number,
): void {
  const doing = doingOf(judging.entry);
  if (doing === null) return;
  const meanings = new Set([...change.keys].map((key) => meaningOf(key)));
  const arranged = meanings.has('arrangement');
  const restyled = meanings.has('look') || change.added;
  const { kind } = judging.entry.intent ?? {};
  if (kind === 'undo' || kind === 'redo') {
    judgeUndo(judging.book, kind, doing, item, text);
    const isOthers = item.startedBy !== doing.personId;
    if (restyled) undoChange(judging.book, kind, doing, item.id, 'refined', isOthers);
    // A text without a frame is laid out anew, and what is taken out of a frame of one's own was not arranged (K4, K7).
    const isPlain = isOthers && item.type !== 'text' && !change.keys.has('parentId');
    if (arranged) undoChange(judging.book, kind, doing, item.id, 'arranged', isPlain);
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
  const whole = synthesisOf(judging, item, change, doing.personId);
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

/** U2: undo takes from one's own latest contributions of that sort, redo gives again; neither is an act of its own. */
function undoAmount(
  book: ContributionBook,
  kind: 'undo' | 'redo',
  { personId }: Doing,
  itemId: ItemId,
  act: Act,
  amount: Amount,
): boolean {
  return kind === 'undo'
    ? book.takeBack(personId, itemId, [act], amount)
    : book.giveAgain(personId, itemId, [act], amount);
}

/** U3: what the person did not put in or take out themself, they do now, whatever the intent says. */
function judgeUndo(
  book: ContributionBook,
  kind: 'undo' | 'redo',
  doing: Doing,
  item: BoardItem,
  text: TextChange,
): void {
  const deleted = text.takenBack + text.deleted - text.foreign;
  undoAmount(book, kind, doing, item.id, 'text', {
    written: kind === 'undo' ? deleted : text.returned,
    edited: kind === 'undo' ? text.returned : deleted,
  });
  if (text.written === 0 && text.foreign === 0) return;
  const lengthBefore = item.text.length - text.written - text.returned + text.takenBack + text.deleted;
  book.add(doing, item.id, 'text', { written: text.written, edited: text.foreign }, lengthBefore);
}

function undoChange(
  book: ContributionBook,
  kind: 'undo' | 'redo',
  doing: Doing,
  itemId: ItemId,
  act: 'refined' | 'arranged',
  isToldElse: boolean,
): void {
  if (!undoAmount(book, kind, doing, itemId, act, ONE) && isToldElse) book.add(doing, itemId, act, ONE);
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
function continuesStart(book: ContributionBook, doing: Doing, itemId: ItemId): boolean {
  const act = book.openAct(doing, itemId, ORIGIN_ACTS, GESTURE_MS);
  if (act === undefined) return false;
  book.add(doing, itemId, act, { written: 0, edited: 0 });
  return true;
}

/** K4: a text without a frame is laid out anew while one types into it. */
function isTextLayout(book: ContributionBook, doing: Doing, item: BoardItem, restyled: boolean): boolean {
  return item.type === 'text' && !restyled && book.open(doing, item.id, 'text', GESTURE_MS) !== undefined;
}

/** K7: putting others' items into a frame or group of one's own. */
function synthesisOf(judging: Judging, item: BoardItem, change: RecordChange, personId: PersonId): BoardItem | null {
  if (!change.keys.has('parentId') || item.startedBy === null || item.startedBy === personId) return null;
  const whole = judging.items.get(String(change.now?.get('parentId')));
  if (whole === undefined || (whole.type !== 'frame' && whole.type !== 'group')) return null;
  return whole.startedBy === personId ? whole : null;
}

/** K5: what happens to a binding happens to its arrow. */
export function judgeBinding(judging: Judging, change: RecordChange): void {
  const { entry, items, book } = judging;
  const before = items.bindings.get(change.id);
  const now =
    change.now === null
      ? undefined
      : {
          fromId: String(change.now.get('fromId')),
          toId: String(change.now.get('toId')),
          terminal: String(change.now.get('props.terminal')),
        };
  const connects = now !== undefined && (now.fromId !== before?.fromId || now.toId !== before.toId);
  const returned = entry.intent?.kind === 'restore' ? items.lostBindings.get(change.id) : undefined;
  const returns = now !== undefined && returned?.fromId === now.fromId && returned.toId === now.toId;
  if (before !== undefined) items.lostBindings.set(change.id, before);
  if (now === undefined) items.bindings.delete(change.id);
  else if (returns) items.bindings.set(change.id, { ...returned, ...now });
  else if (connects || before === undefined)
    items.bindings.set(change.id, { ...now, by: entry.personId, at: entry.at });
  else items.bindings.set(change.id, { ...before, ...now });

  const arrow = items.get((now ?? before)?.fromId ?? '');
  const doing = doingOf(entry);
  if (arrow === undefined || doing === null || !arrow.present) return;
  arrow.changedSeq = entry.seq;
  const { kind } = entry.intent ?? {};
  // K9: as it was, is no new connection.
  if (returns) return;
  if (kind === 'undo' || kind === 'redo') {
    const act = connects || now === undefined ? 'connected' : 'arranged';
    if (kind === 'undo') book.takeBack(doing.personId, arrow.id, [act], ONE);
    else book.giveAgain(doing.personId, arrow.id, [act], ONE);
  } else if (connects) {
    book.add(doing, arrow.id, 'connected', ONE);
  } else if (now !== undefined || items.get(before?.toId ?? '')?.present === true) {
    // An arrow that comes loose because the item at its end was removed was not arranged by anybody.
    if (!continuesStart(book, doing, arrow.id)) book.add(doing, arrow.id, 'arranged', ONE);
  }
}
