import type { LogEntry } from '@weft/protocol';
import type { BoardItems } from './BoardItems.ts';
import type { Act, ContributionBook, Doing } from './ContributionBook.ts';
import type { LineageBook } from './LineageBook.ts';

/** Drawing, dragging to size and placing write several times a second: that is still starting (K1). */
export const GESTURE_MS = 1_000;

export const ORIGIN_ACTS = ['started', 'copied', 'brought in'] as const satisfies readonly Act[];
export const ONE = { written: 0, edited: 1 };

/** The entry that is judged, and what is known before it. */
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
