import type { TLRecord } from '@tldraw/tlschema';
import { drawItem } from './drawItem.ts';
import type { Box } from './geometry.ts';
import { boxAround, cornersOf } from './geometry.ts';
import type { PaintedPage } from './paintOrder.ts';
import { paintFirstPage } from './paintOrder.ts';
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
export function renderThumbnail(records: ReadonlyMap<string, TLRecord>, size: ThumbnailSize): string {
  const width = Math.max(1, Math.min(4096, size.width));
  const height = Math.max(1, Math.min(4096, size.height));
  const page = paintFirstPage(records);
  const box = boxAround(page.items.flatMap((item) => cornersOf(item.box)));
  const content = box ? drawPage(page, box, width, height) : '';
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
  return tag('svg', attributes, background + content);
}

function drawPage(page: PaintedPage, box: Box, width: number, height: number): string {
  const room = 1 - 2 * MARGIN;
  const boxWidth = Math.max(1, box.maxX - box.minX);
  const boxHeight = Math.max(1, box.maxY - box.minY);
  const zoom = Math.min(MAX_ZOOM, (width * room) / boxWidth, (height * room) / boxHeight);
  const x = (width - boxWidth * zoom) / 2 - box.minX * zoom;
  const y = (height - boxHeight * zoom) / 2 - box.minY * zoom;
  return tag(
    'g',
    { transform: `matrix(${precise(zoom)} 0 0 ${precise(zoom)} ${num(x)} ${num(y)})` },
    drawItems(page, zoom),
  );
}

/** From the back to the front; when the room is used up, what is in front is left out. */
function drawItems(page: PaintedPage, zoom: number): string {
  let svg = '';
  for (const item of page.items) {
    const drawn = drawItem(item, page, zoom);
    if (drawn === '') continue;
    const [a, b, c, d, e, f] = item.matrix;
    const transform = `matrix(${[a, b, c, d].map(precise).join(' ')} ${num(e)} ${num(f)})`;
    const { opacity } = item.shape;
    const group = tag('g', opacity < 1 ? { transform, opacity } : { transform }, drawn);
    if (svg.length + group.length > MAX_CHARACTERS) break;
    svg += group;
  }
  return svg === '' ? ' ' : svg;
}

/** Factors need more places than pixels do. */
function precise(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(5))) : '1';
}
