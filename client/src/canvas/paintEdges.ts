import type { ItemId } from '@weft/protocol';
import { Mat } from 'tldraw';
import type { Editor, TLShape } from 'tldraw';
import { personColor } from './canvasUser.ts';
import { edgeStretches, type Stretch } from './edgeStretches.ts';
import type { Whose } from './Whose.ts';

/** Of the line along an edge, in pixels of the screen. */
const THICKNESS = 5;
/** Nearer than that, hatching is one grey. */
const HATCH = 5;
/** Smaller on the screen, an edge is not to be seen apart from its neighbours. */
const LEAST_WIDTH = 24;

/** What hides what lies behind it: an edge below is not drawn over it. */
const COVERING: ReadonlySet<string> = new Set(['note', 'image', 'video', 'frame', 'bookmark', 'embed']);
/** Lines and arrows have no lower edge, and what a group holds has its own. */
const WITHOUT_EDGE: ReadonlySet<string> = new Set(['arrow', 'line', 'group']);

/**
 * Draws the people along the lower edges of what is in view, in the order in which the items lie upon each other. It looks
 * at nothing that is out of view, so that it costs as much on a board of thousands as on a small one.
 */
export function paintEdges(editor: Editor, canvas: HTMLCanvasElement, whose: Whose): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { w, h } = editor.getViewportScreenBounds();
  const sharpness = window.devicePixelRatio;
  fit(canvas, w * sharpness, h * sharpness);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  const { x, y, z } = editor.getCamera();
  const onScreen = new Mat(z * sharpness, 0, 0, z * sharpness, x * z * sharpness, y * z * sharpness);
  const paint = paints();
  for (const shape of shapesInView(editor)) {
    const { bounds } = editor.getShapeGeometry(shape);
    if (bounds.w * z < LEAST_WIDTH) continue;
    const { a, b, c, d, e, f } = Mat.Compose(onScreen, editor.getShapePageTransform(shape));
    context.setTransform(a, b, c, d, e, f);
    if (COVERING.has(shape.type)) context.clearRect(bounds.x, bounds.y, bounds.w, bounds.h);
    // An item's id is tldraw's shape id.
    const shares = whose.get(shape.id as string as ItemId);
    if (shares === undefined || WITHOUT_EDGE.has(shape.type)) continue;
    const line = { left: bounds.x, bottom: bounds.maxY, width: bounds.w, pixel: 1 / z };
    for (const stretch of edgeStretches(shares)) paintStretch(context, line, stretch, paint);
  }
}

function* shapesInView(editor: Editor): Generator<TLShape> {
  const culled = editor.getCulledShapes();
  const drawn = editor.getRenderingShapes().toSorted((one, other) => one.index - other.index);
  for (const { shape } of drawn) if (!culled.has(shape.id)) yield shape;
}

interface EdgeLine {
  readonly left: number;
  readonly bottom: number;
  readonly width: number;
  /** A pixel of the screen in the item's own measure. */
  readonly pixel: number;
}

/** Each person's colour in the present theme, read once a painting. */
function paints(): (color: string) => string {
  const known = new Map<string, string>();
  return (color) => {
    const paint = known.get(color) ?? personColor(color);
    known.set(color, paint);
    return paint;
  };
}

function paintStretch(
  context: CanvasRenderingContext2D,
  line: EdgeLine,
  { from, to, color, hatched }: Stretch,
  paint: (color: string) => string,
): void {
  const height = THICKNESS * line.pixel;
  const x = line.left + from * line.width;
  const y = line.bottom - height;
  const width = (to - from) * line.width;
  context.fillStyle = paint(color);
  if (!hatched) return context.fillRect(x, y, width, height);
  const step = HATCH * line.pixel;
  for (let at = 0; at < width; at += 2 * step) context.fillRect(x + at, y, Math.min(step, width - at), height);
}

/** Setting a canvas's size clears it and takes new memory. */
function fit(canvas: HTMLCanvasElement, w: number, h: number): void {
  const [width, height] = [Math.round(w), Math.round(h)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
