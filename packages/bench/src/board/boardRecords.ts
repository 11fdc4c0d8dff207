import type { TLNoteShape, TLRecord } from '@tldraw/tlschema';
import { toRichText } from '@tldraw/tlschema';
import { SCHEMA } from '@weft/board-model';

const WORDS = 'what if the bench could move with the sun and people who sit on it decide where it goes next'.split(' ');

/** A text of four to twelve words, the same for the same number. */
export function sentence(number: number): string {
  const length = 4 + (number % 9);
  return Array.from({ length }, (_, i) => WORDS[(number * 7 + i * 3) % WORDS.length]).join(' ');
}

/** A fractional index for the `number`th of up to 62³ siblings; never one that ends in 0. */
function indexFor(number: number): string {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  const digit = (place: number): string => digits[Math.floor(number / 62 ** place) % 62] ?? '0';
  return `a0${digit(2)}${digit(1)}${digit(0)}V`;
}

/** A note as the editor makes it, with all its props. Ids are as long as tldraw's own. */
export function noteRecord(number: number, text: string): TLNoteShape {
  const record = {
    id: `shape:${String(number).padStart(6, '0')}abcdefghijklmno`,
    typeName: 'shape',
    type: 'note',
    x: (number % 40) * 220,
    y: Math.floor(number / 40) * 220,
    rotation: 0,
    index: indexFor(number),
    parentId: 'page:page',
    isLocked: false,
    opacity: 1,
    meta: {},
    props: {
      color: 'yellow',
      labelColor: 'black',
      size: 'm',
      font: 'serif',
      fontSizeAdjustment: 1,
      align: 'middle',
      verticalAlign: 'middle',
      growY: 0,
      url: '',
      richText: toRichText(text),
      scale: 1,
      textLastEditedBy: null,
    },
  };
  return SCHEMA.types.shape.validate(record) as TLNoteShape;
}

/** So many notes. */
export function noteRecords(count: number, textOf: (number: number) => string): TLNoteShape[] {
  return Array.from({ length: count }, (_, number) => noteRecord(number, textOf(number)));
}

/** Records as one change that adds them all. */
export function asAdded(records: readonly TLRecord[]): Record<string, TLRecord> {
  return Object.fromEntries(records.map((record) => [record.id, record]));
}
