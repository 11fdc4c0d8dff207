import { isObject } from '../../layout/json.ts';
import type { Point } from '../../thumbnail/geometry.ts';

/** An element as it stands in a file: every field may be missing or of another kind. */
export type Element = Readonly<Record<string, unknown>>;

export function numberIn(element: Element, field: string, fallback: number): number {
  const value = element[field];
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
}

export function textIn(element: Element, field: string): string {
  const value = element[field];
  return typeof value === 'string' ? value : '';
}

export function partIn(element: Element, field: string): Element {
  const value = element[field];
  return isObject(value) ? value : {};
}

export function namesIn(element: Element, field: string): string[] {
  const value: unknown = element[field];
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}

/** The points of a line, arrow or stroke, from its own corner; what is no point is not among them. */
export function pointsIn(element: Element): Point[] {
  const points: unknown = element['points'];
  if (!Array.isArray(points)) return [];
  return points.flatMap((point: unknown): Point[] => {
    if (!Array.isArray(point)) return [];
    const [x, y]: unknown[] = point;
    return typeof x === 'number' && typeof y === 'number' ? [{ x, y }] : [];
  });
}

/** Width and height; Excalidraw keeps boxes that were dragged to nothing, which tldraw does not. */
export function sizeOf(element: Element): { readonly w: number; readonly h: number } {
  return { w: Math.max(1, numberIn(element, 'width', 1)), h: Math.max(1, numberIn(element, 'height', 1)) };
}

/** Where an element stands as tldraw says it: turned about its own corner instead of about its middle. */
export function placeOf(element: Element, middle: Point): { x: number; y: number; rotation: number } {
  const rotation = numberIn(element, 'angle', 0);
  const x = numberIn(element, 'x', 0);
  const y = numberIn(element, 'y', 0);
  const cos = Math.cos(rotation);
  const sin = Math.sin(rotation);
  return {
    x: x + middle.x - (middle.x * cos - middle.y * sin),
    y: y + middle.y - (middle.x * sin + middle.y * cos),
    rotation,
  };
}
