import { type Deletion, type Person, type PersonRecord, SOMEONE } from '@weft/protocol';
import { t } from '../messages/t.ts';
import { listText } from '../messages/when.ts';
import { isNamed } from '../people/nameOf.ts';

type BoardRecord = PersonRecord['boards'][number];
type Kept = Pick<Deletion, 'statements' | 'reflections' | 'frozen' | 'offers' | 'answers'>;

/** How others read me on a board: by name, by colour, or not at all. */
export function seenText(seenAs: Person): string {
  if (seenAs.id === SOMEONE) return t('part.record.seenSomeone');
  return isNamed(seenAs) ? t('part.record.seenName', { name: seenAs.name }) : t('part.record.seenColour');
}

/** What is kept of my own words: only what there is. */
export function keptWords({ statements, reflections, frozen, offers, answers }: Kept): string[] {
  return [
    ...(statements > 0 ? [t('part.record.statements', { count: statements })] : []),
    ...(reflections > 0 ? [t('part.record.reflections', { count: reflections })] : []),
    ...(frozen > 0 ? [t('part.record.frozen', { count: frozen })] : []),
    ...(offers > 0 ? [t('part.record.offers', { count: offers })] : []),
    ...(answers > 0 ? [t('part.record.answers', { count: answers })] : []),
  ];
}

/** @returns null where nothing is kept beside what was done on the canvas */
export function keptText(record: BoardRecord): string | null {
  const kept = [
    ...keptWords(record),
    ...(record.moments > 0 ? [t('part.record.moments', { count: record.moments })] : []),
    ...(record.recoveryLinks > 0 ? [t('part.record.recoveryLinks', { count: record.recoveryLinks })] : []),
    ...(record.knownBy ? [t('part.record.knownBy')] : []),
  ];
  return kept.length === 0 ? null : t('part.record.kept', { what: listText(kept) });
}
