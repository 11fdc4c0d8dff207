import type { TLRecord } from '@tldraw/tlschema';
import { renderThumbnail, textOfRecord } from '@weft/board-model';
import type { ItemId } from '@weft/protocol';
import { itemRecords } from './itemRecords.ts';

/** The form of a picture of one item, in pixels. */
export const PICTURE = { width: 320, height: 208 } as const;

/** What items are drawn on. */
export const PAPER = '#faf7f1';

/** An image that Weft keeps: nothing is fetched from elsewhere. */
const OWN_IMAGE = /^\/api\/boards\/[\w-]+\/assets\/[\w-]+$/;

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

  /** @returns where an image item's image lies on this server; null for all else, which is drawn */
  imageOf(id: ItemId): string | null {
    const shape = this.#records.get(id);
    if (shape?.typeName !== 'shape' || shape.type !== 'image' || shape.props.assetId === null) return null;
    const asset = this.#records.get(shape.props.assetId);
    const src = asset?.typeName === 'asset' && asset.type === 'image' ? asset.props.src : null;
    return typeof src === 'string' && OWN_IMAGE.test(src) ? src : null;
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
