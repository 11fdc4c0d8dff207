import type { LeftOut, LeftOutReason } from '@weft/board-model';
import { itemTypeKey } from '../board/itemTypeKey.ts';
import { t } from '../messages/t.ts';

/** One line of what a file holds and the board does not. */
export interface LeftOutLine {
  readonly what: string;
  readonly why: string;
}

export const countLeftOut = (leftOut: readonly LeftOut[]): number => leftOut.reduce((sum, { count }) => sum + count, 0);

/** The most first; the same name for the same reason once. */
export function leftOutLines(leftOut: readonly LeftOut[]): LeftOutLine[] {
  const counts = new Map<string, LeftOut>();
  for (const one of leftOut) {
    const key = `${one.reason} ${nameOf(one.what)}`;
    counts.set(key, { ...one, count: one.count + (counts.get(key)?.count ?? 0) });
  }
  return [...counts.values()]
    .toSorted((a, b) => b.count - a.count)
    .map(({ what, count, reason }) => ({
      what: t('exchange.leftOutWhat', { count, what: nameOf(what) }),
      why: t(`exchange.why.${reason satisfies LeftOutReason}`),
    }));
}

/** An item's name in Weft's words; what Weft has no word for under the file's own. */
function nameOf(what: string): string {
  const key = itemTypeKey(what);
  return key === 'other' ? what : t(`item.type.${key}`);
}
