import type { BoardId, LookBack } from '@weft/protocol';

export type LookBackRole = 'leading' | 'following' | 'apart';

const LED = 'weft look back led';

/** Whoever leads may have the replay open twice: only the tab in which they began says where it is, also once it was loaded anew. */
export const isLedInThisTab = (boardId: BoardId): boolean => sessionStorage.getItem(LED) === boardId;

export function rememberLeading(boardId: BoardId): void {
  sessionStorage.setItem(LED, boardId);
}

/** What this page is in a look back; in another page of whoever leads it is as for everybody else. */
export function roleOf(
  lookBack: Pick<LookBack, 'isMine'> | null,
  { leadsHere, isFollowing }: { readonly leadsHere: boolean; readonly isFollowing: boolean },
): LookBackRole {
  if (lookBack === null) return 'apart';
  if (lookBack.isMine && leadsHere) return 'leading';
  return isFollowing ? 'following' : 'apart';
}
