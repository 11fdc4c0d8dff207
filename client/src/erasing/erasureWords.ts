import type { Erasure } from '@weft/protocol';
import { t } from '../messages/t.ts';

/** Whether there is anything to be erased. */
export const isNothing = ({ entries, words }: Erasure): boolean => entries === 0 && words === 0;

/** What goes, line by line; only what there is of it. */
export function goesWords({ items, characters, entries, images, words, people }: Erasure): string[] {
  return [
    ...(items > 0 ? [t('erasing.goes.items', { count: items })] : []),
    ...(characters > 0 ? [t('erasing.goes.letters', { count: characters })] : []),
    ...(images > 0 ? [t('erasing.goes.images', { count: images })] : []),
    ...(words > 0 ? [t('erasing.goes.words', { count: words })] : []),
    // Without a number: what the server counts are updates, many to a contribution, and a total of one person is theirs.
    ...(entries > 0 ? [t('erasing.goes.contributions')] : []),
    ...(people > 0 ? [t('erasing.goes.people', { count: people })] : []),
  ];
}

/** What stays of it, and how it is told from then on. */
export function staysWords({ itemsKept }: Erasure): string[] {
  return [
    ...(itemsKept > 0 ? [t('erasing.stays.items', { count: itemsKept })] : []),
    t('erasing.stays.copies'),
    t('erasing.stays.backups'),
  ];
}
