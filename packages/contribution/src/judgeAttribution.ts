import type { BoardEvent, PersonId } from '@weft/protocol';
import type * as Y from 'yjs';
import type { BoardItems } from './BoardItems.ts';
import type { ContributionBook } from './ContributionBook.ts';
import { ORIGIN_ACTS } from './judging.ts';
import { textOf } from './startItem.ts';

export interface Agreeing {
  readonly items: BoardItems;
  readonly book: ContributionBook;
  readonly records: Y.Map<unknown>;
}

/**
 * R1–R4: two people agreed whose an item is. What `from` started and wrote of it until it was offered is `to`'s; what
 * they do to it from there on is their own.
 */
export function judgeAttribution(
  { itemId, from, to, reason, until }: Extract<BoardEvent, { type: 'attributed' }>,
  seq: number,
  { items, book, records }: Agreeing,
): void {
  const item = items.get(itemId);
  if (item === undefined || from === to) return;
  const offered = Math.min(until ?? seq, seq);
  item.changedSeq = seq;
  book.give(item.id, from, to, [...ORIGIN_ACTS, 'text'], offered);
  if (item.startedBy === from) item.startedBy = to;
  item.text.give(textOf(item, records), from, to, offered);
  notePen(item.heldThePen, from, to, reason === 'written for');
}

/** R3: who wrote in somebody else's words is told as the one who held the pen, until it is given back. */
function notePen(pens: Set<PersonId>, from: PersonId, to: PersonId, writtenFor: boolean): void {
  pens.delete(to);
  if (writtenFor) pens.add(from);
}
