import type { LookBackPlace } from '@weft/protocol';
import { SPEEDS, type ReplayController, type Speed } from '../replay/ReplayController.ts';

/** In playing time: a screen that is no further off than this goes on by itself, so that nothing jumps. */
const NEAR_MS = 1_500;

type Followed = Pick<ReplayController, 'state' | 'seek' | 'play' | 'pause' | 'setSpeed'>;

/** Whoever leads may have heard of what this screen has not: then it asks first what happened since. */
export async function catchUp(
  replay: Pick<ReplayController, 'state' | 'refresh'>,
  { at }: Pick<LookBackPlace, 'at'>,
): Promise<void> {
  const { range } = replay.state();
  if (range !== null && at > range.to) await replay.refresh();
}

/** Brings a replay to where whoever leads is, and lets it play as theirs does. */
export function followPlace(replay: Followed, { at, playing, speed }: LookBackPlace): void {
  const { range, at: here } = replay.state();
  if (range === null) return;
  // Nobody asked for a time that is still to come, even where this screen does not know of it yet.
  const there = Math.min(at, range.to);
  replay.setSpeed(speedOf(speed));
  if (!playing) {
    replay.pause();
    if (here !== there) replay.seek(there);
    return;
  }
  if (Math.abs(here - there) > NEAR_MS * speed) replay.seek(there);
  // A screen that came to the end first waits there: playing would begin anew.
  if (replay.state().at < range.to) replay.play();
}

const speedOf = (speed: number): Speed => SPEEDS.findLast((one) => one <= speed) ?? 1;
