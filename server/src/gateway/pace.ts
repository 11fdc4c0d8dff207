/**
 * How often a board's news leave. Every batch costs a send for each person on the board, whatever it holds: with few
 * people it leaves almost at once, with many, or on a busy server, more is gathered first.
 */
export interface PaceInput {
  /** Connections on the board. */
  readonly listeners: number;
  /** The share of time in which the server's thread is busy, from 0 to 1. */
  readonly busy: number;
}

/** From here on a busy server gathers more; at the second it gathers as much as it may. */
const BUSY_FROM = 0.2;
const BUSY_FULLY = 0.6;

const EDITS = { least: 0, perListener: 0.25, most: 25, mostWhenBusy: 30 };
const PRESENCE = { least: 40, perListener: 0.15, most: 110, mostWhenBusy: 120 };
const MOST_BETWEEN_COMMITS = 15;
/** Where a handful of people work, each edit leaves at the end of the turn in which it became durable. Elsewhere the first
 * after a rest does. */
const AT_ONCE_UP_TO = 4;

/** How far apart batches of durable edits leave, in ms; 0: they leave at once. */
export function editPace({ listeners, busy }: PaceInput): number {
  const calm = listeners <= AT_ONCE_UP_TO ? 0 : calmPace(EDITS, listeners);
  return withLoad(calm, EDITS.mostWhenBusy, busy);
}

/** How long presence is gathered, in ms. Never so long that cursors move less than eight times a second. */
export function presencePace({ listeners, busy }: PaceInput): number {
  return withLoad(calmPace(PRESENCE, listeners), PRESENCE.mostWhenBusy, busy);
}

/** How far apart commits begin while edits stream in, in ms: what is gathered before the disk need not be gathered after. */
export function commitPace(calm: number, busy: number): number {
  return withLoad(calm, Math.max(calm, MOST_BETWEEN_COMMITS), busy);
}

const calmPace = (of: typeof EDITS, listeners: number): number =>
  Math.min(of.most, of.least + of.perListener * listeners);

function withLoad(calm: number, most: number, busy: number): number {
  const load = Math.min(1, Math.max(0, (busy - BUSY_FROM) / (BUSY_FULLY - BUSY_FROM)));
  return calm + (most - calm) * load;
}
