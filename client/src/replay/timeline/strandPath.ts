export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How far a strand between two marks of one thread rises above it. */
const RISE = 12;

/** A strand from one thread to another as the `d` of an SVG path: it leaves and arrives along the threads. */
export function strandPath(start: Point, end: Point): string {
  const middle = (start.x + end.x) / 2;
  if (start.y === end.y) return `M${start.x} ${start.y}Q${middle} ${start.y - RISE} ${end.x} ${end.y}`;
  return `M${start.x} ${start.y}C${middle} ${start.y} ${middle} ${end.y} ${end.x} ${end.y}`;
}
