import { stepAfter, stepBefore } from '@weft/history/timeline';
import type { ReplayController } from './ReplayController.ts';
import type { TimelinePicture } from './timeline/timelinePicture.ts';

/**
 * To the end of the next contribution or of the one before; by single changes as long as no contributions are known.
 * @param steps the ends of the contributions that are asked for, in order; null until they are known
 */
export function toStep(replay: ReplayController, steps: readonly number[] | null, direction: 1 | -1): void {
  if (steps === null) {
    void replay.step(direction);
    return;
  }
  const { at } = replay.state();
  const next = direction === 1 ? stepAfter(steps, at) : stepBefore(steps, at);
  replay.pause();
  if (next !== null) replay.seek(next);
  else if (direction === -1) replay.toBegin();
  else replay.toNow();
}

/** A press within this of an episode's beginning goes to the episode before. */
const JUST_BEGUN_MS = 1_500;

/** To the beginning of the next episode, or of this one, or of the one before. */
export function toEpisode(replay: ReplayController, picture: TimelinePicture | null, direction: 1 | -1): void {
  if (picture === null) return;
  const { at } = replay.state();
  const next =
    direction === 1
      ? picture.episodes.find(({ from }) => from > at)
      : picture.episodes.findLast(({ from }) => from < at - JUST_BEGUN_MS);
  if (next !== undefined) replay.seek(next.from);
  else if (direction === 1) replay.toNow();
  else replay.toBegin();
}
