/** An outline's entries in words: what is seen in a row and what a screen reader says of it. */
import type { OutlineEntry, OutlineRelation } from '@weft/board-model';
import { itemTypeKey } from '../board/itemTypeKey.ts';
import { t } from '../messages/t.ts';

type Entries = ReadonlyMap<string, OutlineEntry>;

/** Longer texts are read on the item itself. */
const MAX_NAME = 60;

export const typeText = (type: string): string =>
  type === 'page' ? t('outline.page') : t(`item.type.${itemTypeKey(type)}`);

/** How an entry is called within a sentence. */
export function nameOf(entry: OutlineEntry): string {
  const text = entry.text.trim().replaceAll(/\s+/g, ' ');
  if (text === '') return t('outline.unnamed', { type: typeText(entry.type).toLocaleLowerCase() });
  return t('outline.quoted', { text: text.length > MAX_NAME ? `${text.slice(0, MAX_NAME)}…` : text });
}

/** The words of one row. */
export interface EntryWords {
  /** What stands in the row. */
  readonly main: string;
  /** What stands in it more quietly. */
  readonly aside: string;
  /** All of it, for whoever hears it. */
  readonly heard: string;
}

export function wordsOf(entry: OutlineEntry, entries: Entries): EntryWords {
  const type = typeText(entry.type);
  if (entry.relation) {
    const main = relationText(entry.relation, entries);
    return { main, aside: '', heard: t('outline.withText', { type, text: main }) };
  }
  const unwritten = isContainer(entry) ? type : t('outline.withoutText', { type });
  const main = entry.text.trim() === '' ? unwritten : entry.text;
  const said = entry.text.trim() === '' ? main : t('outline.withText', { type, text: entry.text });
  // What it leads to stands below it, as rows of their own.
  const before = entry.relations.filter(({ kind, arrowId }) => kind !== 'leads-to' && !hangs(entry, arrowId));
  const asides = [
    ...(isContainer(entry) ? [t('outline.holds', { count: entry.count })] : []),
    ...before.map((relation) => relationText(relation, entries)),
  ];
  return { main, aside: asides.join(' · '), heard: [said, ...asides].join(', ') };
}

export const isContainer = ({ type }: OutlineEntry): boolean => type === 'page' || type === 'frame' || type === 'group';

const hangs = (entry: OutlineEntry, arrowId: string): boolean => entry.children.some(({ id }) => id === arrowId);

const RELATIONS = {
  'leads-to': 'outline.leadsTo',
  'comes-from': 'outline.comesFrom',
  'joined-with': 'outline.joinedWith',
} as const;

function relationText({ kind, itemId, label }: OutlineRelation, entries: Entries): string {
  const other = entries.get(itemId);
  const relation = t(RELATIONS[kind], { item: other ? nameOf(other) : t('outline.somewhere') });
  return label.trim() === '' ? relation : t('outline.labelled', { relation, label });
}

const WRITABLE: ReadonlySet<string> = new Set(['note', 'text', 'geo', 'arrow', 'frame', 'image', 'video']);

/** Whether there is a text, a name or a description to write. */
export const isWritable = ({ type }: OutlineEntry): boolean => WRITABLE.has(type);
