import { useEffect } from 'react';
import type { ReplayController } from './ReplayController.ts';
import { toEpisode, toStep } from './replaySteps.ts';
import type { TimelinePicture } from './timeline/timelinePicture.ts';

/**
 * Space, arrows, Home, End, comma and full stop play a replay from anywhere on its page: arrows go by contribution, with
 * shift by episode, comma and full stop by every single change.
 */
export function useReplayKeys(replay: ReplayController, picture: TimelinePicture | null): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isForElement(event)) return;
      if (!press(replay, picture, event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Before the canvas: there an arrow would move what is selected.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [replay, picture]);
}

/** Buttons and links are pressed by space, and fields are typed in. */
function isForElement({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement && target.type === 'range') return false;
  if (target.isContentEditable || target.matches('input, textarea, select')) return true;
  return key === ' ' && target.closest('button, a, [role="menuitem"]') !== null;
}

function press(replay: ReplayController, picture: TimelinePicture | null, { key, shiftKey }: KeyboardEvent): boolean {
  if (key === ' ') {
    if (replay.state().playing) replay.pause();
    else replay.play();
  } else if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const direction = key === 'ArrowLeft' ? -1 : 1;
    if (shiftKey) toEpisode(replay, picture, direction);
    else toStep(replay, picture, direction);
  } else if (key === ',') void replay.step(-1);
  else if (key === '.') void replay.step(1);
  else if (key === 'Home') replay.toBegin();
  else if (key === 'End') replay.toNow();
  else return false;
  return true;
}
