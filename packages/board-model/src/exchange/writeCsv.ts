import type { TLPage, TLRecord, TLShape } from '@tldraw/tlschema';
import { textOfRecord } from '../items.ts';
import { paintPage } from '../thumbnail/paintOrder.ts';
import { exactCell, textCell } from './csv.ts';

/** A column that the caller adds: who started an item, say. */
export interface ExtraColumn {
  readonly name: string;
  readonly valueOf: (item: TLShape) => string;
}

const COLUMNS = ['id', 'type', 'text', 'x', 'y', 'w', 'h', 'color', 'frame', 'page'];

/**
 * A board as CSV (RFC 4180, UTF-8): a row for each item, page by page, from the back to the front. Positions and sizes
 * are of the item's upright box on its page, in pixels. Groups are only what they hold and have no row.
 */
export function writeCsv(records: ReadonlyMap<string, TLRecord>, extra: readonly ExtraColumn[] = []): string {
  const pages = [...records.values()].filter((record) => record.typeName === 'page');
  const lines = [[...COLUMNS, ...extra.map(({ name }) => textCell(name))].join(',')];
  for (const page of pages.toSorted((a, b) => (a.index < b.index ? -1 : 1))) {
    for (const row of rowsOf(page, records, extra)) lines.push(row.join(','));
  }
  return `${lines.join('\r\n')}\r\n`;
}

function rowsOf(page: TLPage, records: ReadonlyMap<string, TLRecord>, extra: readonly ExtraColumn[]): string[][] {
  return paintPage(records, page.id).items.map(({ shape, box }) => [
    exactCell(shape.id),
    exactCell(shape.type),
    textCell(textOfRecord(shape)),
    ...[box.minX, box.minY, box.maxX - box.minX, box.maxY - box.minY].map((value) =>
      String(Math.round(value * 10) / 10),
    ),
    'color' in shape.props ? exactCell(shape.props.color) : '',
    textCell(frameOf(shape, records)),
    textCell(page.name),
    ...extra.map(({ valueOf }) => textCell(valueOf(shape))),
  ]);
}

function frameOf(shape: TLShape, records: ReadonlyMap<string, TLRecord>): string {
  // The view has no circles and is at most 64 deep.
  for (let at = records.get(shape.parentId); at?.typeName === 'shape'; at = records.get(at.parentId)) {
    if (at.type === 'frame') return at.props.name;
  }
  return '';
}
