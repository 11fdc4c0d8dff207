import type { TLRecord } from '@tldraw/tlschema';
import type { BoardId } from '@weft/protocol';
import { isOwnAddress, onBoard } from '../canvas/canvasAssets.ts';
import { asDataUrl } from './asDataUrl.ts';

type Records = ReadonlyMap<string, TLRecord>;

/** Reads an image and gives it as a `data:` address, small enough to be drawn; undefined where it cannot be read. */
export type ReadImage = (address: string) => Promise<string | undefined>;

/** What is to be seen of an image, as a `data:` address; undefined where there is none. */
export type ImageOf = (assetId: string) => string | undefined;

/** The images of a board at one time or many, each read once, when the first picture shows it. What is drawn apart from the canvas fetches none itself. */
export class BoardImages {
  readonly #boardId: BoardId;
  readonly #read: ReadImage;
  /** By what their assets say: that one is kept is told of an asset some time after it came. */
  readonly #known = new Map<string, string | undefined>();
  #addresses: ReadonlyMap<string, string> = new Map();

  constructor(boardId: BoardId, read: ReadImage) {
    this.#boardId = boardId;
    this.#read = read;
  }

  /** Until all are there that these records show. */
  async load(records: Records): Promise<void> {
    this.#addresses = new Map(imagesOn(records));
    const missing = new Set([...this.#addresses.values()].filter((src) => !this.#known.has(src)));
    await Promise.all(
      [...missing].map(async (src) => {
        this.#known.set(src, isOwnAddress(src) ? await this.#read(onBoard(src, this.#boardId)) : undefined);
      }),
    );
  }

  readonly of: ImageOf = (assetId) => this.#known.get(this.#addresses.get(assetId) ?? '');
}

function* imagesOn(records: Records): Iterable<readonly [id: string, src: string]> {
  for (const record of records.values()) {
    if (record.typeName === 'asset' && record.type === 'image' && record.props.src !== null)
      yield [record.id, record.props.src];
  }
}

/** @param longest neither side is longer, in px */
export const readScaled =
  (longest: number): ReadImage =>
  async (address) => {
    const image = new Image();
    image.src = address;
    try {
      await image.decode();
    } catch {
      // What is damaged or gone is shown as on the canvas: a place without a picture.
      return undefined;
    }
    const scale = Math.min(1, longest / Math.max(1, image.naturalWidth, image.naturalHeight));
    const [width, height] = [image.naturalWidth, image.naturalHeight].map((side) =>
      Math.max(1, Math.round(side * scale)),
    );
    const canvas = new OffscreenCanvas(width ?? 1, height ?? 1);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await asDataUrl(await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 }));
  };
