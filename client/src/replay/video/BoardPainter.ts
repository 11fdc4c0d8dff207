import { boundsOfFirstPage, renderPicture, type BoardPicture } from '@weft/board-model';
import type { ReplayCursor, ReplayLog } from '@weft/history';
import type { BoardImages } from '../BoardImages.ts';
import { withFonts } from './filmFonts.ts';

/** A picture of the whole board, with its images in it, may be larger than a thumbnail. */
const CHARACTERS = 32 * 1024 * 1024;

export interface BoardPainterOptions {
  readonly cursor: ReplayCursor;
  readonly log: ReplayLog;
  readonly size: { readonly width: number; readonly height: number };
  /** CSS that holds them. */
  readonly fonts: string;
  readonly images: BoardImages;
}

interface Painted {
  readonly picture: BoardPicture;
  readonly image: HTMLImageElement;
}

/** Pictures of a board as it was; the same one as long as nothing on it changes. */
export class BoardPainter {
  readonly #options: BoardPainterOptions;
  #around: ReturnType<typeof boundsOfFirstPage> = null;
  #painted: Painted | null = null;

  constructor(options: BoardPainterOptions) {
    this.#options = options;
  }

  /** Shows all that is there at that time in every picture, so that nothing jumps. */
  async fitTo(time: number): Promise<void> {
    const { cursor, log } = this.#options;
    await cursor.moveTo(await log.seqAt(time));
    this.#around = boundsOfFirstPage(cursor.records);
  }

  async at(time: number): Promise<Painted> {
    const { cursor, log, size, fonts, images } = this.#options;
    const { put, removed } = await cursor.moveTo(await log.seqAt(time));
    if (this.#painted !== null && put.length === 0 && removed.length === 0) return this.#painted;
    await images.load(cursor.records);
    const picture = renderPicture(cursor.records, size, {
      around: this.#around ?? undefined,
      characters: CHARACTERS,
      imageOf: images.of,
    });
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(withFonts(picture.svg, fonts))}`;
    await image.decode();
    this.#painted = { picture, image };
    return this.#painted;
  }
}
