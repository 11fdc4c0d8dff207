import type { TLRecord } from '@tldraw/tlschema';
import { renderThumbnail, textOfRecord } from '@weft/board-model';
import type { ItemId } from '@weft/protocol';
import { itemRecords } from './itemRecords.ts';

/** The form of a picture of one item, in pixels. */
export const PICTURE = { width: 320, height: 208 } as const;

/** Pictures of a board's items as they are now, each drawn when it is first wanted. */
export class BoardPictures {
  readonly #records: ReadonlyMap<string, TLRecord>;
  readonly #drawn = new Map<ItemId, string | null>();

  /** @param records a board as the server tells it: records of tldraw's form, made valid */
  constructor(records: Readonly<Record<string, unknown>>) {
    this.#records = new Map(Object.entries(records)) as unknown as ReadonlyMap<string, TLRecord>;
  }

  /** @returns an item's words; empty where it has none or is not on the board now */
  wordsOf(id: ItemId): string {
    const record = this.#records.get(id);
    return record?.typeName === 'shape' ? textOfRecord(record) : '';
  }

  /** @returns an SVG document of shapes and escaped text only; null for what is not on the board now */
  svgOf(id: ItemId): string | null {
    const known = this.#drawn.get(id);
    if (known !== undefined) return known;
    const alone = itemRecords(this.#records, id);
    const svg = alone.size === 0 ? null : renderThumbnail(alone, PICTURE);
    this.#drawn.set(id, svg);
    return svg;
  }
}
