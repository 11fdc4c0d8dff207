import type { TLArrowShape } from '@tldraw/tlschema';
import { textOfRecord } from '../items.ts';
import type { Point } from './geometry.ts';
import { applied, edgeTowards, unapplied } from './geometry.ts';
import { LABEL_SIZES, LINE_WIDTHS } from './itemShape.ts';
import type { PaintedPage, PlacedItem } from './paintOrder.ts';
import { BACKGROUND, tonesOf } from './palette.ts';
import { num, tag } from './svg.ts';
import { drawText, measureText } from './textLines.ts';

/** An arrow between what it joins: nearly tldraw's own line, without its search for a way round. */
export function drawArrow(item: PlacedItem, page: PaintedPage, zoom: number): string {
  const { shape } = item;
  if (shape.type !== 'arrow') return '';
  const { props } = shape;
  const { start, end } = endsOf(item, shape, page);
  const width = (LINE_WIDTHS[props.size] ?? 3.5) * props.scale;
  const { solid } = tonesOf(props.color);
  const middle = props.kind === 'elbow' ? between(start, end, 0.5) : bent(start, end, props.bend);
  const line = { stroke: solid, 'stroke-width': width, fill: 'none' };
  const parts = [
    tag('path', { ...line, d: props.kind === 'elbow' ? elbow(start, end) : curve(start, middle, end) }),
    props.arrowheadStart === 'none' ? '' : tag('path', { ...line, d: head(middle, start, width) }),
    props.arrowheadEnd === 'none' ? '' : tag('path', { ...line, d: head(middle, end, width) }),
    drawLabel(shape, middle, zoom),
  ];
  return parts.join('');
}

/** The ends in the arrow's own pixels: at the edge of what they are bound to, else where the arrow says. */
function endsOf(item: PlacedItem, { id, props }: TLArrowShape, page: PaintedPage): { start: Point; end: Point } {
  const anchors = { start: applied(item.matrix, props.start), end: applied(item.matrix, props.end) };
  const bound = (page.bindingsOf.get(id) ?? []).flatMap((binding) => {
    const target = page.byId.get(binding.toId);
    return target ? [{ binding: binding.props, box: target.box }] : [];
  });
  for (const { binding, box } of bound) {
    const share = binding.isPrecise ? binding.normalizedAnchor : { x: 0.5, y: 0.5 };
    const x = box.minX + (box.maxX - box.minX) * share.x;
    anchors[binding.terminal] = { x, y: box.minY + (box.maxY - box.minY) * share.y };
  }
  const ends = { ...anchors };
  for (const { binding, box } of bound) {
    const other = binding.terminal === 'start' ? anchors.end : anchors.start;
    if (!binding.isExact) ends[binding.terminal] = edgeTowards(box, anchors[binding.terminal], other);
  }
  return { start: unapplied(item.matrix, ends.start), end: unapplied(item.matrix, ends.end) };
}

function drawLabel(shape: TLArrowShape, middle: Point, zoom: number): string {
  const text = textOfRecord(shape);
  if (text.trim() === '') return '';
  const size = (LABEL_SIZES[shape.props.size] ?? 22) * 0.9 * shape.props.scale;
  const measured = measureText(text, size);
  const width = Math.min(measured.width, 300);
  const height = Math.min(measured.height, 120);
  const block = { x: middle.x - width / 2, y: middle.y - height / 2, width: width + size, height };
  const back = { x: block.x, y: block.y, width, height, fill: BACKGROUND };
  const color = tonesOf(shape.props.labelColor).solid;
  const words = { ...block, x: block.x - size / 2, size, color, align: 'middle', vertical: 'middle' } as const;
  return tag('rect', back) + drawText(text, words, zoom);
}

function between(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

/** The middle of the arrow, `bend` pixels beside the straight line. */
function bent(start: Point, end: Point, bend: number): Point {
  const { x, y } = between(start, end, 0.5);
  const length = Math.hypot(end.x - start.x, end.y - start.y) || 1;
  return { x: x - ((end.y - start.y) / length) * bend, y: y + ((end.x - start.x) / length) * bend };
}

function curve(start: Point, middle: Point, end: Point): string {
  const straight = between(start, end, 0.5);
  const control = { x: 2 * middle.x - straight.x, y: 2 * middle.y - straight.y };
  return `M${point(start)}Q${point(control)} ${point(end)}`;
}

function elbow(start: Point, end: Point): string {
  const { x } = between(start, end, 0.5);
  return `M${point(start)}H${num(x)}V${num(end.y)}H${num(end.x)}`;
}

function head(from: Point, tip: Point, width: number): string {
  const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
  const reach = width * 4 + 4;
  const barb = (turn: number): Point => ({
    x: tip.x - Math.cos(angle + turn) * reach,
    y: tip.y - Math.sin(angle + turn) * reach,
  });
  return `M${point(barb(0.5))}L${point(tip)}L${point(barb(-0.5))}`;
}

function point({ x, y }: Point): string {
  return `${num(x)} ${num(y)}`;
}
