import type { LookBackPlace } from '@weft/protocol';
import { SPEEDS, type ReplayController, type Speed } from '../replay/ReplayController.ts';

/** In playing time: a screen that is no further off than this goes on by itself, so that nothing jumps. */
const NEAR_MS = 1_500;

/** Brings a replay to where whoever leads is, and lets it play as theirs does. */
export function followPlace(
  replay: Pick<ReplayController, 'state' | 'seek' | 'play' | 'pause' | 'setSpeed'>,
  { at, playing, speed }: LookBackPlace,
): void {
  const state = replay.state();
  replay.setSpeed(speedOf(speed));
  if (!playing) {
    replay.pause();
    if (state.at !== at) replay.seek(at);
    return;
  }
  if (Math.abs(state.at - at) > NEAR_MS * speed) replay.seek(at);
  replay.play();
}

const speedOf = (speed: number): Speed => SPEEDS.findLast((one) => one <= speed) ?? 1;
