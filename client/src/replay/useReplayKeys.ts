import { useEffect } from 'react';
import type { ReplayController } from './ReplayController.ts';

/** Space, arrows, Home and End play a replay from anywhere on its page. */
export function useReplayKeys(replay: ReplayController): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isForElement(event)) return;
      if (!press(replay, event.key)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Before the canvas: there an arrow would move what is selected.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [replay]);
}

/** Buttons and links are pressed by space, and fields are typed in. */
function isForElement({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement && target.type === 'range') return false;
  if (target.isContentEditable || target.matches('input, textarea, select')) return true;
  return key === ' ' && target.closest('button, a, [role="menuitem"]') !== null;
}

function press(replay: ReplayController, key: string): boolean {
  if (key === ' ') {
    if (replay.state().playing) replay.pause();
    else replay.play();
  } else if (key === 'ArrowLeft') void replay.step(-1);
  else if (key === 'ArrowRight') void replay.step(1);
  else if (key === 'Home') replay.toBegin();
  else if (key === 'End') replay.toNow();
  else return false;
  return true;
}
