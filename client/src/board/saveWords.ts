import type { ConnectionState } from '../sync/BoardConnection.ts';
import { isTroubled } from '../sync/saveStatus.ts';

type Facts = Pick<ConnectionState, 'status' | 'isKept'>;

/** Is my work safe? The words for it, and shorter ones for a narrow screen where something is wrong. */
export function saveWords({ status, isKept }: Facts) {
  if (isKept || !isTroubled(status)) return `board.${status}` as const;
  return `board.${status as 'offline' | 'full' | 'failing'}Unkept` as const;
}

export function shortSaveWords({ status, isKept }: Facts) {
  if (!isKept) return 'board.unkeptShort';
  return status === 'offline' ? 'board.offlineShort' : 'board.notSavedShort';
}
