/**
 * The example of the start page, as plain numbers: five people of different trades, one bench for a square, three days.
 * `t` runs from 0 (Monday morning) to 1 (Friday evening); a link goes from an earlier contribution to what was built on it.
 */
export const WEAVERS = [
  { trade: 'nurse', thread: 1 },
  { trade: 'driver', thread: 6 },
  { trade: 'student', thread: 3 },
  { trade: 'planner', thread: 5 },
  { trade: 'joiner', thread: 4 },
] as const;

export const DAYS = [
  { day: 'monday', from: 0.014, to: 0.34 },
  { day: 'wednesday', from: 0.362, to: 0.61 },
  { day: 'friday', from: 0.652, to: 0.998 },
] as const;

export interface Contribution {
  readonly who: 0 | 1 | 2 | 3 | 4;
  readonly t: number;
  /** Radius in pixels. */
  readonly r: number;
}
const at = (who: Contribution['who'], t: number, r: number): Contribution => ({ who, t, r });

/** The small note that turned the work. */
export const TURN: Contribution = at(2, 0.486, 8.5);

export const CONTRIBUTIONS: readonly Contribution[] = [
  at(0, 0.1, 5),
  at(0, 0.145, 5.5),
  at(0, 0.162, 3.5),
  at(0, 0.196, 5.5),
  at(0, 0.24, 5.5),
  at(0, 0.274, 4),
  at(0, 0.408, 4.5),
  at(0, 0.482, 3.5),
  at(0, 0.955, 5),
  at(1, 0.055, 5.5),
  at(1, 0.136, 4.5),
  at(1, 0.207, 3),
  at(1, 0.44, 4.5),
  at(1, 0.575, 3.5),
  at(1, 0.73, 5),
  at(1, 0.9, 4),
  at(2, 0.556, 5),
  at(3, 0.048, 3),
  at(3, 0.069, 5.5),
  at(3, 0.174, 4.5),
  at(3, 0.214, 6),
  at(3, 0.265, 4),
  at(3, 0.302, 4.5),
  at(3, 0.441, 6),
  at(3, 0.484, 3.5),
  at(3, 0.535, 3.5),
  at(3, 0.755, 5),
  at(4, 0.104, 4),
  at(4, 0.178, 5.5),
  at(4, 0.195, 3.5),
  at(4, 0.251, 4),
  at(4, 0.418, 6),
  at(4, 0.488, 4.5),
  at(4, 0.682, 5.5),
  at(4, 0.885, 4),
];

/** Index pairs into `CONTRIBUTIONS`: from, to. */
export const LINKS: readonly (readonly [number, number])[] = [
  [17, 1],
  [18, 3],
  [9, 19],
  [27, 3],
  [10, 28],
  [27, 4],
  [20, 30],
  [5, 31],
  [4, 23],
  [12, 24],
  [23, 7],
  [24, 32],
  [11, 23],
  [13, 33],
  [16, 26],
  [25, 33],
  [26, 15],
  [33, 14],
  [15, 8],
  [34, 8],
];

/** What grew from the turn. */
export const GROWN: readonly Contribution[] = [
  at(0, 0.772, 6.5),
  at(1, 0.82, 5),
  at(3, 0.82, 5),
  at(4, 0.824, 5),
  at(0, 0.79, 3.5),
];
