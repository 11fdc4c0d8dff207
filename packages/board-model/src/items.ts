import type { TLPage, TLRecord, TLShape } from '@tldraw/tlschema';
import { plainTextOfRichText } from './text/richText.ts';

/** Whether a record is an item: one thing on a board as people see it. */
export function isItem(record: TLRecord): record is TLShape {
  return record.typeName === 'shape';
}

/** The items among a board's records. */
export function itemsOf(records: ReadonlyMap<string, TLRecord>): TLShape[] {
  return [...records.values()].filter(isItem);
}

/** The pages of a board, in their order. */
export function pagesOf(records: ReadonlyMap<string, TLRecord>): TLPage[] {
  const pages = [...records.values()].filter((record) => record.typeName === 'page');
  return pages.toSorted((one, other) => (one.index < other.index ? -1 : 1));
}

/** The page that an item lies on, at whatever depth; null where it lies on none. */
export function pageOf(records: ReadonlyMap<string, TLRecord>, { parentId }: TLShape): TLPage['id'] | null {
  let parent = records.get(parentId);
  while (parent?.typeName === 'shape') parent = records.get(parent.parentId);
  return parent?.typeName === 'page' ? parent.id : null;
}

/** What can be read on an item: its text without formatting, a frame's name, a picture's description. */
export function textOfRecord(record: TLRecord): string {
  if (!isItem(record)) return '';
  const { props } = record;
  if ('richText' in props) return plainTextOfRichText(props.richText);
  if ('name' in props) return props.name;
  return 'altText' in props ? props.altText : '';
}
