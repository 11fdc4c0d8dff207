import type { TLShape } from '@tldraw/tlschema';
import { b64Vecs } from '@tldraw/tlschema';
import { textOfRecord } from '../items.ts';
import type { Box, Point } from './geometry.ts';
import { boxAround } from './geometry.ts';
import { measureText } from './textLines.ts';

/** tldraw's sizes in pixels: lines, text, and text in items and on arrows. */
export const LINE_WIDTHS: Readonly<Record<string, number>> = { s: 2, m: 3.5, l: 5, xl: 10 };
export const TEXT_SIZES: Readonly<Record<string, number>> = { s: 18, m: 24, l: 36, xl: 44 };
export const LABEL_SIZES: Readonly<Record<string, number>> = { s: 18, m: 22, l: 26, xl: 32 };
const NOTE_SIZE = 200;

type Segments = readonly { readonly path: string; readonly dim?: 2 | 3 }[];

/** The box that an item fills in its own pixels; `null` for groups, which are only what they hold. */
export function boxOf(shape: TLShape): Box | null {
  switch (shape.type) {
    case 'note':
      return sized(NOTE_SIZE * shape.props.scale, (NOTE_SIZE + shape.props.growY) * shape.props.scale);
    case 'text':
      return textBox(shape);
    case 'geo':
      return sized(shape.props.w, shape.props.h + shape.props.growY);
    case 'draw':
    case 'highlight':
      return boxAround(strokePoints(shape.props.segments, shape.props.scaleX, shape.props.scaleY).flat());
    case 'line':
      return boxAround(linePoints(shape.props.points));
    case 'arrow':
      return boxAround([shape.props.start, shape.props.end]);
    case 'group':
      return null;
    default:
      return 'w' in shape.props && 'h' in shape.props ? sized(shape.props.w, shape.props.h) : null;
  }
}

/** A stroke's points by segment, at most `limit` of each, the ends among them. */
export function strokePoints(segments: Segments, scaleX: number, scaleY: number, limit = Infinity): Point[][] {
  return segments.map(({ path, dim }) => {
    const points = b64Vecs.decodePoints(path, dim).map(({ x, y }) => ({ x: x * scaleX, y: y * scaleY }));
    const step = Math.max(1, Math.ceil(points.length / limit));
    return points.filter((_, i) => i % step === 0 || i === points.length - 1);
  });
}

/** A line's points in their order. */
export function linePoints(points: Readonly<Record<string, Point & { readonly index: string }>>): Point[] {
  return Object.values(points).toSorted((a, b) => (a.index < b.index ? -1 : 1));
}

function textBox(shape: Extract<TLShape, { type: 'text' }>): Box {
  const { props } = shape;
  const size = (TEXT_SIZES[props.size] ?? 24) * props.scale;
  const natural = measureText(textOfRecord(shape), size);
  if (props.autoSize) return sized(natural.width, natural.height);
  const lines = Math.min(200, Math.ceil(natural.width / Math.max(size, props.w * props.scale)));
  return sized(props.w * props.scale, Math.max(natural.height, lines * size * 1.35));
}

function sized(width: number, height: number): Box {
  return { minX: 0, minY: 0, maxX: width, maxY: height };
}
