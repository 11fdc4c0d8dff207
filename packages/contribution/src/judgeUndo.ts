/** U1–U3: what an undo or a redo takes back and gives again. Neither is an act of its own. */
import type { ItemId, PersonId } from '@weft/protocol';
import type { BoardItem } from './BoardItems.ts';
import type { Act, Amount, ContributionBook, Doing } from './ContributionBook.ts';
import type { TextChange } from './ItemText.ts';
import { ONE, ORIGIN_ACTS, type Judging } from './judging.ts';
import type { RecordChange } from './recordChanges.ts';
import { holderOf, wholeOf } from './wholes.ts';

type Kind = 'undo' | 'redo';

/** How an item that stays was changed by an undo or redo. */
interface Undone {
  readonly item: BoardItem;
  readonly change: RecordChange;
  readonly text: TextChange;
  readonly arranged: boolean;
  readonly restyled: boolean;
  /** The frame, group or page that it lay in. */
  readonly heldIn: string | undefined;
}

/**
 * U1: an item that goes by undo takes back that one restored it; else that one started it, with all that one did to it.
 * @returns false for what is no undo of one's own: others wrote in it, or it was never theirs
 */
export function undoesComing(book: ContributionBook, { personId }: Doing, item: BoardItem, text: TextChange): boolean {
  if (book.takeBack(personId, item.id, ['restored'], ONE)) return true;
  if (text.foreign > 0 || !book.takeBackAll(personId, item.id, ORIGIN_ACTS)) return false;
  item.takenBackBy = personId;
  return true;
}

/** U1: an item whose start was taken back is there again, so its start stands. @returns whose it is */
export function standsAgain(book: ContributionBook, item: BoardItem): PersonId | null {
  const starter = item.takenBackBy;
  item.takenBackBy = null;
  if (starter !== null) book.giveAllAgain(item.id);
  return starter;
}

/** U2: something of an item that stays. */
export function judgeUndo(judging: Judging, kind: Kind, doing: Doing, undone: Undone): void {
  const { book } = judging;
  const { item, text } = undone;
  if (undoesRestoring(book, kind, doing, item.id)) {
    judgeForeign(book, doing, item, text);
    return;
  }
  judgeUndoneText(book, kind, doing, item, text);
  const isOthers = item.startedBy !== doing.personId;
  if (undone.restyled) undoChange(book, kind, doing, item.id, 'refined', isOthers);
  if (undone.arranged) judgeUndonePlace(judging, kind, doing, undone, isOthers);
}

/** K9: having an item as it was before is one act, whatever it changed, and is taken back as one. */
function undoesRestoring(book: ContributionBook, kind: Kind, { personId }: Doing, itemId: ItemId): boolean {
  const next = kind === 'undo' ? book.latestOf(personId, itemId) : book.firstUndoneOf(personId, itemId);
  if (next?.act !== 'restored') return false;
  return kind === 'undo'
    ? book.takeBack(personId, itemId, ['restored'], ONE)
    : book.giveAgain(personId, itemId, ['restored'], ONE);
}

function judgeUndonePlace(
  { book, items, entry }: Judging,
  kind: Kind,
  doing: Doing,
  { item, change, heldIn }: Undone,
  isOthers: boolean,
): void {
  const isMoved = change.keys.has('parentId');
  const holder = kind === 'undo' ? (heldIn ?? '') : holderOf(change);
  const whole = isMoved ? wholeOf(items, item, holder, doing.personId) : null;
  if (whole !== null) {
    undoAmount(book, kind, doing, whole.id, 'synthesised', ONE);
    whole.changedSeq = entry.seq;
    return;
  }
  // A text without a frame is laid out anew, and what leaves somebody's frame goes back to where it was (K4, K7).
  undoChange(book, kind, doing, item.id, 'arranged', isOthers && item.type !== 'text' && !isMoved);
}

/** U2: undo takes from one's own latest contributions of that sort, redo gives again. */
function undoAmount(
  book: ContributionBook,
  kind: Kind,
  { personId }: Doing,
  itemId: ItemId,
  act: Act,
  amount: Amount,
): boolean {
  return kind === 'undo'
    ? book.takeBack(personId, itemId, [act], amount)
    : book.giveAgain(personId, itemId, [act], amount);
}

function judgeUndoneText(book: ContributionBook, kind: Kind, doing: Doing, item: BoardItem, text: TextChange): void {
  const deleted = text.takenBack + text.deleted - text.foreign;
  undoAmount(book, kind, doing, item.id, 'text', {
    written: kind === 'undo' ? deleted : text.returned,
    edited: kind === 'undo' ? text.returned : deleted,
  });
  judgeForeign(book, doing, item, text);
}

/** U3: what the person did not put in or take out themself, they do now, whatever the intent says. */
function judgeForeign(book: ContributionBook, doing: Doing, item: BoardItem, text: TextChange): void {
  if (text.written === 0 && text.foreign === 0) return;
  const lengthBefore = item.text.length - text.written - text.returned + text.takenBack + text.deleted;
  book.add(doing, item.id, 'text', { written: text.written, edited: text.foreign }, lengthBefore);
}

function undoChange(
  book: ContributionBook,
  kind: Kind,
  doing: Doing,
  itemId: ItemId,
  act: 'refined' | 'arranged',
  isToldElse: boolean,
): void {
  if (!undoAmount(book, kind, doing, itemId, act, ONE) && isToldElse) book.add(doing, itemId, act, ONE);
}
