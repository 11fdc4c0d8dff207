/** A 2D affine transform as SVG's `matrix(a b c d e f)`. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** What stands at (x, y) of `parent`, turned by `rotation` radians. */
export function placed(parent: Matrix, x: number, y: number, rotation: number): Matrix {
  const [a, b, c, d] = parent;
  const cos = Math.cos(rotation);
  const sin = Math.sin(rotation);
  const at = applied(parent, { x, y });
  return [a * cos + c * sin, b * cos + d * sin, c * cos - a * sin, d * cos - b * sin, at.x, at.y];
}

export function applied([a, b, c, d, e, f]: Matrix, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** The point that the transform brings to (x, y); turning and moving only, so the inverse of the turn is its mirror. */
export function unapplied([a, b, c, d, e, f]: Matrix, { x, y }: Point): Point {
  return { x: a * (x - e) + b * (y - f), y: c * (x - e) + d * (y - f) };
}

/** The smallest upright box around points; `null` around none. */
export function boxAround(points: readonly Point[]): Box | null {
  if (points.length === 0) return null;
  let { x: minX, y: minY } = { x: Infinity, y: Infinity };
  let { x: maxX, y: maxY } = { x: -Infinity, y: -Infinity };
  for (const { x, y } of points) {
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  return { minX, minY, maxX, maxY };
}

export function cornersOf({ minX, minY, maxX, maxY }: Box): Point[] {
  return [
    { x: minX, y: minY },
    { x: maxX, y: minY },
    { x: maxX, y: maxY },
    { x: minX, y: maxY },
  ];
}

/** Where the way from inside a box towards `out` leaves it; `inside` itself if `out` is inside too. */
export function edgeTowards(box: Box, inside: Point, out: Point): Point {
  const dx = out.x - inside.x;
  const dy = out.y - inside.y;
  const reach = [
    dx > 0 ? (box.maxX - inside.x) / dx : dx < 0 ? (box.minX - inside.x) / dx : Infinity,
    dy > 0 ? (box.maxY - inside.y) / dy : dy < 0 ? (box.minY - inside.y) / dy : Infinity,
  ];
  const share = Math.min(...reach);
  return share >= 0 && share < 1 ? { x: inside.x + dx * share, y: inside.y + dy * share } : inside;
}
