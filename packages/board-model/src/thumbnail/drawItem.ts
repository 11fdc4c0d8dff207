import type { TLShape } from '@tldraw/tlschema';
import { textOfRecord } from '../items.ts';
import { drawArrow } from './drawArrow.ts';
import { geoPath } from './geoPath.ts';
import type { Point } from './geometry.ts';
import { boxOf, LABEL_SIZES, LINE_WIDTHS, linePoints, strokePoints, TEXT_SIZES } from './itemShape.ts';
import type { PaintedPage, PlacedItem } from './paintOrder.ts';
import { PAPER, tonesOf } from './palette.ts';
import { num, tag } from './svg.ts';
import type { TextBlock } from './textLines.ts';
import { drawText } from './textLines.ts';

type Of<Type extends TLShape['type']> = Extract<TLShape, { type: Type }>;

const POINTS_PER_STROKE = 48;
const NOTE_PADDING = 16;
const INK = '#1d1d1d';
const QUIET = '#717171';

/** One item, in its own pixels. `zoom` is how many pixels of the thumbnail one of them is. */
export function drawItem(
  item: PlacedItem,
  page: PaintedPage,
  zoom: number,
  imageOf: (assetId: string) => string | undefined,
): string {
  const { shape } = item;
  switch (shape.type) {
    case 'note':
      return drawNote(shape, zoom);
    case 'text':
      return drawText(textOfRecord(shape), textBlock(shape), zoom);
    case 'geo':
      return drawGeo(shape, zoom);
    case 'draw':
    case 'highlight':
      return drawStroke(shape);
    case 'line':
      return tag('path', { ...lineOf(shape), d: polyline(linePoints(shape.props.points).slice(0, 200)), fill: 'none' });
    case 'arrow':
      return drawArrow(item, page, zoom);
    case 'frame':
      return drawFrame(shape, zoom);
    case 'image':
      return drawImage(shape, imageOf);
    default:
      return 'w' in shape.props && 'h' in shape.props ? drawPlaceholder(shape.props.w, shape.props.h) : '';
  }
}

function drawNote(shape: Of<'note'>, zoom: number): string {
  const box = boxOf(shape);
  const { maxX: width, maxY: height } = box ?? { maxX: 0, maxY: 0 };
  const { props } = shape;
  const paper = tag('rect', { width, height, rx: 3, fill: tonesOf(props.color).note, stroke: '#0000001f' });
  return paper + drawText(textOfRecord(shape), label(props, width, height), zoom);
}

function drawGeo(shape: Of<'geo'>, zoom: number): string {
  const { props } = shape;
  const height = props.h + props.growY;
  const outline = tag('path', { ...lineOf(shape), d: geoPath(props.geo, props.w, height), fill: fillOf(props) });
  return outline + drawText(textOfRecord(shape), label(props, props.w, height), zoom);
}

function drawStroke(shape: Of<'draw'> | Of<'highlight'>): string {
  const { props } = shape;
  const segments = strokePoints(props.segments, props.scaleX, props.scaleY, POINTS_PER_STROKE).slice(0, 40);
  const points = segments.flat();
  const closed = shape.type === 'draw' && shape.props.isClosed;
  // A dot is a line of no length; with round ends it shows.
  const d = points.length === 1 ? `${polyline(points)}h0` : polyline(points) + (closed ? 'Z' : '');
  const line = lineOf(shape);
  if (shape.type === 'draw') return tag('path', { ...line, d, fill: closed ? fillOf(shape.props) : 'none' });
  const marker = {
    stroke: tonesOf(props.color).highlight,
    'stroke-width': line['stroke-width'] * 4,
    'stroke-opacity': 0.45,
  };
  return tag('path', { ...line, ...marker, d, fill: 'none' });
}

function drawFrame({ props }: Of<'frame'>, zoom: number): string {
  const { frame, frameStroke } = tonesOf(props.color);
  const box = tag('rect', { width: props.w, height: props.h, fill: frame, stroke: frameStroke, 'stroke-width': 1.5 });
  const heading = { x: 0, y: -24, width: props.w, height: 20, size: 15, color: QUIET } as const;
  return box + drawText(props.name, { ...heading, align: 'start', vertical: 'start' }, zoom);
}

function drawImage(shape: Of<'image'>, imageOf: (assetId: string) => string | undefined): string {
  const { w, h, assetId, crop, flipX, flipY } = shape.props;
  const href = assetId === null ? undefined : imageOf(assetId);
  if (href === undefined || !IMAGE_DATA.test(href)) return drawPlaceholder(w, h);
  const { topLeft, bottomRight } = crop ?? { topLeft: { x: 0, y: 0 }, bottomRight: { x: 1, y: 1 } };
  const width = w / Math.max(1e-3, bottomRight.x - topLeft.x);
  const height = h / Math.max(1e-3, bottomRight.y - topLeft.y);
  const whole = { x: -topLeft.x * width, y: -topLeft.y * height, width, height, preserveAspectRatio: 'none', href };
  // What lies outside of an inner picture is cut off.
  const seen = tag('svg', { width: w, height: h }, tag('image', whole));
  const turned = `matrix(${flipX ? -1 : 1} 0 0 ${flipY ? -1 : 1} ${num(flipX ? w : 0)} ${num(flipY ? h : 0)})`;
  return flipX || flipY ? tag('g', { transform: turned }, seen) : seen;
}

/** Nothing that could hold a script or a reference. */
const IMAGE_DATA = /^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+=*$/;

/** Pictures that are not handed in, videos, links: a picture frame with hills; the real thing would need a request. */
function drawPlaceholder(w: number, h: number): string {
  const unit = Math.min(w, h);
  const hills = `M${num(w * 0.12)} ${num(h * 0.82)}L${num(w * 0.38)} ${num(h * 0.45)}L${num(w * 0.56)} ${num(h * 0.68)}L${num(w * 0.68)} ${num(h * 0.55)}L${num(w * 0.88)} ${num(h * 0.82)}Z`;
  return (
    tag('rect', { width: w, height: h, rx: unit * 0.03, fill: '#e8ebee', stroke: '#c3cad1' }) +
    tag('circle', { cx: w * 0.72, cy: h * 0.28, r: unit * 0.08, fill: '#c3cad1' }) +
    tag('path', { d: hills, fill: '#c3cad1' })
  );
}

interface Labelled {
  readonly size: string;
  readonly scale: number;
  readonly labelColor: string;
  readonly align: string;
  readonly verticalAlign: string;
}

function label(props: Labelled, width: number, height: number): TextBlock {
  const padding = NOTE_PADDING * props.scale;
  return {
    x: padding,
    y: padding,
    width: Math.max(1, width - 2 * padding),
    height: Math.max(1, height - 2 * padding),
    size: (LABEL_SIZES[props.size] ?? 22) * props.scale,
    color: props.labelColor === 'black' ? INK : tonesOf(props.labelColor).solid,
    align: props.align.startsWith('start') ? 'start' : props.align.startsWith('end') ? 'end' : 'middle',
    vertical: props.verticalAlign === 'start' ? 'start' : 'middle',
  };
}

function textBlock(shape: Of<'text'>): TextBlock {
  const box = boxOf(shape);
  const { maxX: width, maxY: height } = box ?? { maxX: 0, maxY: 0 };
  const { props } = shape;
  const size = (TEXT_SIZES[props.size] ?? 24) * props.scale;
  const color = tonesOf(props.color).solid;
  return { x: 0, y: 0, width: width + size, height, size, color, align: props.textAlign, vertical: 'start' };
}

function lineOf({ props }: Of<'geo'> | Of<'draw'> | Of<'highlight'> | Of<'line'>) {
  const width = (LINE_WIDTHS[props.size] ?? 3.5) * props.scale;
  const dash = 'dash' in props ? props.dash : 'solid';
  const dashes = dash === 'dashed' ? num(width * 2.5) : dash === 'dotted' ? `0 ${num(width * 2)}` : 'none';
  return { stroke: tonesOf(props.color).solid, 'stroke-width': width, 'stroke-dasharray': dashes };
}

function fillOf({ fill, color }: { readonly fill: string; readonly color: string }): string {
  const { semi, solid, pattern } = tonesOf(color);
  switch (fill) {
    case 'semi':
      return PAPER;
    case 'solid':
      return semi;
    case 'pattern':
    case 'lined-fill':
      return pattern;
    case 'fill':
      return solid;
    default:
      return 'none';
  }
}

function polyline(points: readonly Point[]): string {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${num(x)} ${num(y)}`).join('');
}
