import type { TLRecord, TLShape } from '@tldraw/tlschema';
import { plainTextOfRichText } from './text/richText.ts';

/** Whether a record is an item: one thing on a board as people see it. */
export function isItem(record: TLRecord): record is TLShape {
  return record.typeName === 'shape';
}

/** The items among a board's records. */
export function itemsOf(records: ReadonlyMap<string, TLRecord>): TLShape[] {
  return [...records.values()].filter(isItem);
}

/** What can be read on an item: its text without formatting, a frame's name, a picture's description. */
export function textOfRecord(record: TLRecord): string {
  if (!isItem(record)) return '';
  const { props } = record;
  if ('richText' in props) return plainTextOfRichText(props.richText);
  if ('name' in props) return props.name;
  return 'altText' in props ? props.altText : '';
}
