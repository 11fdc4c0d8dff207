import { b64Vecs } from '@tldraw/tlschema';
import { boxAround, type Point } from '../../thumbnail/geometry.ts';
import { indicesAfter } from '../../view/indexKeys.ts';
import type { BlankItem } from '../blankItems.ts';
import { numberIn, partIn, placeOf, pointsIn, sizeOf, textIn, type Element } from './element.ts';
import {
  alignOf,
  arrowheadOf,
  boxColorOf,
  colorOf,
  dashOf,
  fillOf,
  fontOf,
  labelSizeOf,
  linkOf,
  strokeSizeOf,
  textSizeOf,
  verticalAlignOf,
} from './styles.ts';

/** What an element becomes, but for its id, place in the order and parent. */
export type ItemDraft = Pick<BlankItem, 'type' | 'x' | 'y' | 'props'> & {
  readonly rotation: number;
  readonly text?: string;
};

const MOST_POINTS = 20_000;

/** `null` for what Weft has nothing like, and for lines without two points. */
export function draftOf(element: Element, label: Element | undefined): ItemDraft | null {
  switch (element['type']) {
    case 'rectangle':
    case 'ellipse':
    case 'diamond':
      return geo(element, element['type'], label);
    case 'text':
      return textItem(element);
    case 'arrow':
      return arrow(element, label);
    case 'line':
      return line(element);
    case 'freedraw':
      return stroke(element);
    case 'frame':
    case 'magicframe':
      return frame(element);
    case 'image':
      return image(element);
    default:
      return null;
  }
}

function boxed(element: Element): { x: number; y: number; rotation: number; w: number; h: number } {
  const { w, h } = sizeOf(element);
  return { ...placeOf(element, { x: w / 2, y: h / 2 }), w, h };
}

function geo(element: Element, kind: string, label: Element | undefined): ItemDraft {
  const { w, h, ...place } = boxed(element);
  const props = {
    geo: kind,
    w,
    h,
    url: linkOf(element),
    size: label === undefined ? strokeSizeOf(element) : labelSizeOf(label),
    color: boxColorOf(element),
    dash: dashOf(element),
    fill: fillOf(element),
    ...(label === undefined
      ? {}
      : {
          align: alignOf(label),
          verticalAlign: verticalAlignOf(label),
          font: fontOf(label),
          labelColor: colorOf(textIn(label, 'strokeColor')),
        }),
  };
  return { type: 'geo', ...place, text: label === undefined ? '' : wordsOf(label), props };
}

/** The words as they were written; `text` has line breaks where Excalidraw wrapped them. */
function wordsOf(element: Element): string {
  return textIn(element, 'originalText') || textIn(element, 'text');
}

function textItem(element: Element): ItemDraft | null {
  const { w, h: _height, ...place } = boxed(element);
  const text = wordsOf(element);
  if (text.trim() === '') return null;
  const { size, scale } = textSizeOf(element);
  const props = {
    size,
    scale,
    w: w / scale,
    autoSize: element['autoResize'] !== false,
    font: fontOf(element),
    textAlign: alignOf(element),
    color: colorOf(textIn(element, 'strokeColor')),
  };
  return { type: 'text', ...place, text, props };
}

/** Lines, arrows and strokes turn about the middle of the box around their points. */
function turned(element: Element, points: readonly Point[]): { x: number; y: number; rotation: number } {
  const box = boxAround(points) ?? { minX: 0, minY: 0, maxX: 0, maxY: 0 };
  return placeOf(element, { x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2 });
}

function arrow(element: Element, label: Element | undefined): ItemDraft | null {
  const points = pointsIn(element);
  const [start, end] = [points[0], points.at(-1)];
  if (start === undefined || end === undefined || points.length < 2) return null;
  const props = {
    kind: element['elbowed'] === true ? 'elbow' : 'arc',
    start,
    end,
    bend: element['elbowed'] === true ? 0 : bendOf(points, start, end),
    size: strokeSizeOf(element),
    dash: dashOf(element),
    color: colorOf(textIn(element, 'strokeColor')),
    arrowheadStart: arrowheadOf(element, 'startArrowhead'),
    arrowheadEnd: arrowheadOf(element, 'endArrowhead'),
    ...(label === undefined ? {} : { font: fontOf(label), labelColor: colorOf(textIn(label, 'strokeColor')) }),
  };
  return { type: 'arrow', ...turned(element, points), text: label === undefined ? '' : wordsOf(label), props };
}

/** How far the middle one of the points lies beside the straight way, to the side that tldraw counts as positive. */
function bendOf(points: readonly Point[], start: Point, end: Point): number {
  const middle = points.length > 2 ? points[Math.floor(points.length / 2)] : undefined;
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = Math.hypot(dx, dy);
  if (middle === undefined || length === 0) return 0;
  return (dx * (middle.y - start.y) - dy * (middle.x - start.x)) / length;
}

function line(element: Element): ItemDraft | null {
  const points = pointsIn(element).slice(0, MOST_POINTS);
  if (points.length < 2) return null;
  const indices = indicesAfter('a1', null, points.length);
  const entries = points.map((point, i) => [indices[i], { id: indices[i], index: indices[i], ...point }] as const);
  const props = {
    points: Object.fromEntries(entries),
    spline: element['roundness'] === null || element['roundness'] === undefined ? 'line' : 'cubic',
    size: strokeSizeOf(element),
    dash: dashOf(element),
    color: colorOf(textIn(element, 'strokeColor')),
  };
  return { type: 'line', ...turned(element, points), props };
}

function stroke(element: Element): ItemDraft | null {
  const points = pointsIn(element).slice(0, MOST_POINTS);
  if (points.length === 0) return null;
  const pressures: unknown = element['simulatePressure'] === false ? element['pressures'] : undefined;
  const pressureOf = (i: number): number => {
    const value: unknown = Array.isArray(pressures) ? pressures[i] : undefined;
    return typeof value === 'number' ? value : 0.5;
  };
  const props = {
    segments: [
      { type: 'free', path: b64Vecs.encodePoints(points.map((point, i) => ({ ...point, z: pressureOf(i) }))) },
    ],
    isPen: Array.isArray(pressures),
    size: strokeSizeOf(element),
    color: colorOf(textIn(element, 'strokeColor')),
  };
  return { type: 'draw', ...turned(element, points), props };
}

/** Frames do not turn in Excalidraw. */
function frame(element: Element): ItemDraft {
  const at = { x: numberIn(element, 'x', 0), y: numberIn(element, 'y', 0), rotation: 0 };
  return { type: 'frame', ...at, props: { ...sizeOf(element), name: textIn(element, 'name') } };
}

function image(element: Element): ItemDraft {
  const { w, h, ...place } = boxed(element);
  const [flipX, flipY] = Array.isArray(element['scale']) ? (element['scale'] as readonly unknown[]) : [];
  const props = { w, h, crop: cropOf(partIn(element, 'crop')), flipX: flipX === -1, flipY: flipY === -1 };
  return { type: 'image', ...place, props: { ...props, url: linkOf(element) } };
}

/** Excalidraw crops in the picture's own pixels, tldraw in shares of it. */
function cropOf(crop: Element): object | null {
  const width = numberIn(crop, 'naturalWidth', 0);
  const height = numberIn(crop, 'naturalHeight', 0);
  if (width <= 0 || height <= 0) return null;
  const [x, y] = [numberIn(crop, 'x', 0), numberIn(crop, 'y', 0)];
  return {
    topLeft: { x: share(x / width), y: share(y / height) },
    bottomRight: {
      x: share((x + numberIn(crop, 'width', width)) / width),
      y: share((y + numberIn(crop, 'height', height)) / height),
    },
  };
}

const share = (value: number): number => Math.min(1, Math.max(0, value));
