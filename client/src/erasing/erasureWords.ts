import type { Erasure } from '@weft/protocol';
import { t } from '../messages/t.ts';

/** Whether there is anything to be erased. */
export const isNothing = ({ entries, words }: Erasure): boolean => entries === 0 && words === 0;

/** What goes, line by line; only what there is of it. */
export function goesWords({ counted, items, characters, entries, images, words, people }: Erasure): string[] {
  return [
    ...(items > 0 ? [counted ? t('erasing.goes.items', { count: items }) : t('erasing.goes.someItems')] : []),
    ...(characters > 0
      ? [counted ? t('erasing.goes.letters', { count: characters }) : t('erasing.goes.someLetters')]
      : []),
    ...(images > 0 ? [counted ? t('erasing.goes.images', { count: images }) : t('erasing.goes.someImages')] : []),
    ...(words > 0 ? [t('erasing.goes.words')] : []),
    // Without a number: what the server counts are updates, many to a contribution, and a total of one person is theirs.
    ...(entries > 0 ? [t('erasing.goes.contributions')] : []),
    ...(people > 0 ? [t('erasing.goes.people', { count: people })] : []),
  ];
}

/** What stays of it, and how it is told from then on. */
export function staysWords({ counted, itemsKept }: Erasure): string[] {
  const items = counted ? t('erasing.stays.items', { count: itemsKept }) : t('erasing.stays.someItems');
  return [...(itemsKept > 0 ? [items] : []), t('erasing.stays.copies'), t('erasing.stays.backups')];
}
