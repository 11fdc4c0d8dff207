import { inOrder, type Stretch } from '@weft/history/timeline';
import { SPEEDS, type Speed } from './ReplayController.ts';

/** In playing time: what is played of a pause. */
const LEAD_MS = 500;

/** How long acts take to be played at a speed, in ms, with the pauses between them passed over. */
export function playingTime(acts: readonly Stretch[], speed: number): number {
  const ordered = inOrder(acts);
  let [time, end] = [0, ordered[0]?.from ?? 0];
  for (const { from, to } of ordered) {
    time += Math.min(Math.max(0, from - end) / speed, LEAD_MS);
    time += Math.max(0, to - Math.max(from, end)) / speed;
    end = Math.max(end, to);
  }
  return time;
}

/** The slowest speed at which acts are played within a time; the fastest there is, where none will do. */
export const speedFor = (acts: readonly Stretch[], within: number): Speed =>
  SPEEDS.find((speed) => playingTime(acts, speed) <= within) ?? 64;
