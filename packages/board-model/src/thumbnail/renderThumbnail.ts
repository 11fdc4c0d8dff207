import type { TLRecord } from '@tldraw/tlschema';
import { drawItem } from './drawItem.ts';
import type { Box } from './geometry.ts';
import { boxAround, cornersOf } from './geometry.ts';
import type { PaintedPage } from './paintOrder.ts';
import { paintFirstPage, paintPage } from './paintOrder.ts';
import { BACKGROUND } from './palette.ts';
import { num, tag } from './svg.ts';

export interface ThumbnailSize {
  readonly width: number;
  readonly height: number;
}

/** A picture of a board's card must stay small however large the board is. */
const MAX_CHARACTERS = 96 * 1024;
/** Nothing is enlarged: three notes look like three notes, not like a poster. */
const MAX_ZOOM = 1;
const MARGIN = 0.06;

/**
 * A small picture of the first page as an SVG document. It contains shapes and escaped text only: no script, no
 * style, no link, no reference to anything outside.
 */
export const renderThumbnail = (records: ReadonlyMap<string, TLRecord>, size: ThumbnailSize): string =>
  renderPicture(records, size).svg;

/** A picture of a page, and where on it its items are. */
export interface BoardPicture {
  /** As {@link renderThumbnail} makes it. */
  readonly svg: string;
  /** The upright box of an item, in pixels of the picture; null for what is not on it. */
  readonly boxOf: (itemId: string) => Box | null;
}

export interface PictureOptions {
  /** The id of the page; the first, if this is left out. */
  readonly page?: string | undefined;
  /** What of the page is shown; all that is on it, if this is left out. */
  readonly around?: Box | undefined;
  /** So long the document may become. */
  readonly characters?: number;
  /** What is to be seen of an image, as a `data:` address of PNG, JPEG or WebP in base64 [P5]; else a picture frame stands for it. */
  readonly imageOf?: (assetId: string) => string | undefined;
}

/** The smallest box around all that is on the first page; null where there is nothing. */
export const boundsOfFirstPage = (records: ReadonlyMap<string, TLRecord>): Box | null =>
  boundsOf(paintFirstPage(records));

/** The same of any page. */
export const boundsOfPage = (records: ReadonlyMap<string, TLRecord>, pageId: string): Box | null =>
  boundsOf(paintPage(records, pageId));

const NO_IMAGE = (): undefined => undefined;

/** A picture of a page, of any size and of any part of it. */
export function renderPicture(
  records: ReadonlyMap<string, TLRecord>,
  size: ThumbnailSize,
  { page: pageId, around, characters = MAX_CHARACTERS, imageOf = NO_IMAGE }: PictureOptions = {},
): BoardPicture {
  const width = Math.max(1, Math.min(4096, size.width));
  const height = Math.max(1, Math.min(4096, size.height));
  const page = pageId === undefined ? paintFirstPage(records) : paintPage(records, pageId);
  const box = around ?? boundsOf(page);
  const view = box && viewOf(box, width, height);
  const content = view ? drawPage(page, view, { characters, imageOf }) : '';
  const background = tag('rect', { width, height, fill: BACKGROUND });
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${num(width)} ${num(height)}`,
    'font-family': 'Fraunces, Georgia, serif',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  };
  return {
    svg: tag('svg', attributes, background + content),
    boxOf: (itemId) => {
      const item = page.byId.get(itemId);
      return item === undefined || view === null ? null : seenBox(item.box, view);
    },
  };
}

const boundsOf = (page: PaintedPage): Box | null => boxAround(page.items.flatMap((item) => cornersOf(item.box)));

/** How a page is brought into a picture. */
interface View {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

function viewOf(box: Box, width: number, height: number): View {
  const room = 1 - 2 * MARGIN;
  const boxWidth = Math.max(1, box.maxX - box.minX);
  const boxHeight = Math.max(1, box.maxY - box.minY);
  const zoom = Math.min(MAX_ZOOM, (width * room) / boxWidth, (height * room) / boxHeight);
  return {
    zoom,
    x: (width - boxWidth * zoom) / 2 - box.minX * zoom,
    y: (height - boxHeight * zoom) / 2 - box.minY * zoom,
  };
}

const seenBox = ({ minX, minY, maxX, maxY }: Box, { zoom, x, y }: View): Box => ({
  minX: minX * zoom + x,
  minY: minY * zoom + y,
  maxX: maxX * zoom + x,
  maxY: maxY * zoom + y,
});

type Drawing = Required<Pick<PictureOptions, 'characters' | 'imageOf'>>;

function drawPage(page: PaintedPage, { zoom, x, y }: View, drawing: Drawing): string {
  return tag(
    'g',
    { transform: `matrix(${precise(zoom)} 0 0 ${precise(zoom)} ${num(x)} ${num(y)})` },
    drawItems(page, zoom, drawing),
  );
}

/** From the back to the front; when the room is used up, what is in front is left out. */
function drawItems(page: PaintedPage, zoom: number, { characters, imageOf }: Drawing): string {
  let svg = '';
  for (const item of page.items) {
    const drawn = drawItem(item, page, zoom, imageOf);
    if (drawn === '') continue;
    const [a, b, c, d, e, f] = item.matrix;
    const transform = `matrix(${[a, b, c, d].map(precise).join(' ')} ${num(e)} ${num(f)})`;
    const { opacity } = item.shape;
    const group = tag('g', opacity < 1 ? { transform, opacity } : { transform }, drawn);
    if (svg.length + group.length > characters) break;
    svg += group;
  }
  return svg === '' ? ' ' : svg;
}

/** Factors need more places than pixels do. */
function precise(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(5))) : '1';
}
