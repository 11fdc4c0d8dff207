import type { Share } from './Whose.ts';

export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly color: string;
  /** Someone, of whom nothing is told but that they are in it: hatched in a colour that is nobody's. */
  readonly hatched: boolean;
}

/** How much of an edge someone takes, whatever they wrote. */
const SOMEONES_PART = 0.2;

/** An edge from left to right, 0 to 1: each person's part in order, and someone's at the end, always as long. */
export function edgeStretches(shares: readonly Share[]): readonly Stretch[] {
  const told = shares.filter(({ part }) => part !== null);
  const someone = shares.find(({ part }) => part === null);
  const room = someone === undefined ? 1 : told.length === 0 ? 0 : 1 - SOMEONES_PART;
  const stretches: Stretch[] = [];
  let from = 0;
  for (const { person, part } of told) {
    const to = from + (part ?? 0) * room;
    if (to > from) stretches.push({ from, to, color: person.color, hatched: false });
    from = to;
  }
  if (someone !== undefined) stretches.push({ from: room, to: 1, color: someone.person.color, hatched: true });
  return stretches;
}
