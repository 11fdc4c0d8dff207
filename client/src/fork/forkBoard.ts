import { LIMITS, type Board, type BoardId } from '@weft/protocol';
import { api } from '../api/api.ts';
import { t } from '../messages/t.ts';

/** Which board, and as it was when (ms since the epoch); null for as it is now. */
export interface ForkWish {
  readonly id: BoardId;
  readonly title: string;
  readonly at: number | null;
}

/** Makes a board of one's own that begins as another was. @throws ApiError */
export async function forkBoard({ id, title, at }: ForkWish): Promise<Board> {
  return await api.forkBoard(id, { title: titleOfFork(title), ...(at === null ? {} : { at }) });
}

/** Tells the two apart in a list; of a long title the beginning stays. */
export function titleOfFork(title: string): string {
  const longer = t('fork.title', { title }).length - title.length;
  const letters = Array.from(title);
  while (letters.join('').length + longer > LIMITS.maxTitleLength) letters.pop();
  return t('fork.title', { title: letters.join('').trimEnd() });
}
