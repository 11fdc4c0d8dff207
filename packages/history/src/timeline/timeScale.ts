import type { Stretch } from './inTime.ts';

/** A stretch as it is drawn: from `start` to `end` of the width. */
export interface DrawnStretch extends Stretch {
  readonly start: number;
  readonly end: number;
}

/** Time as a line on which pauses are folded to one short length [H34]. Places are in the unit of `width`. */
export interface TimeScale {
  readonly stretches: readonly DrawnStretch[];
  /** Where a time is drawn; what is before the first stretch or after the last is drawn at its end. */
  place(time: number): number;
  /** The time that is drawn at a place. */
  time(place: number): number;
}

export interface TimeScaleOptions {
  readonly width: number;
  /** What a folded pause takes, as long as pauses take no more than a third of the width in all. */
  readonly fold: number;
  /** What the shortest stretch takes at least, as long as all stretches together leave room for that. */
  readonly least: number;
}

/** @param stretches in order, each after the one before; at least one for a scale that shows anything. */
export function timeScale(stretches: readonly Stretch[], { width, fold, least }: TimeScaleOptions): TimeScale {
  const gaps = Math.max(0, stretches.length - 1);
  const gap = gaps === 0 ? 0 : Math.min(fold, width / 3 / gaps);
  const room = width - gap * gaps;
  const floor = Math.min(least, room / Math.max(1, stretches.length));
  const total = stretches.reduce((sum, { from, to }) => sum + (to - from), 0);
  const shared = room - floor * stretches.length;
  let start = 0;
  const drawn = stretches.map((stretch): DrawnStretch => {
    const share = total === 0 ? 1 / stretches.length : (stretch.to - stretch.from) / total;
    const one = { ...stretch, start, end: start + floor + share * shared };
    start = one.end + gap;
    return one;
  });
  // The corners of the line, each time with its place; in between it is straight, through pauses too.
  const corners = drawn.flatMap<[number, number]>(({ from, to, start: at, end }) => [
    [from, at],
    [to, end],
  ]);
  return {
    stretches: drawn,
    place: (time) => along(corners, time, 0, 1),
    time: (place) => along(corners, place, 1, 0),
  };
}

/** Reads a line of corners in one direction: the value on axis `to` at `value` on axis `from`. */
function along(corners: readonly (readonly [number, number])[], value: number, from: 0 | 1, to: 0 | 1): number {
  const after = corners.findIndex((corner) => corner[from] >= value);
  if (after === -1) return corners.at(-1)?.[to] ?? 0;
  const next = corners[after]!;
  const before = corners[after - 1];
  if (before === undefined || next[from] === before[from]) return next[to];
  return before[to] + ((value - before[from]) / (next[from] - before[from])) * (next[to] - before[to]);
}
