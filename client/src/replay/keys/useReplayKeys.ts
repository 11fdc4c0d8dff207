import { useEffect } from 'react';
import { keyOf, press, type PlayedByKeys } from './replayKeys.ts';

/** Plays a replay by keys from anywhere on its page. */
export function useReplayKeys(played: PlayedByKeys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isForElement(event)) return;
      const key = keyOf(event);
      if (key === undefined) return;
      press(key, played);
      event.preventDefault();
      event.stopPropagation();
    };
    // Before the canvas: there an arrow would move what is selected.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [played]);
}

/** Buttons and links are pressed by space, fields are typed in, and what opens over the page has keys of its own. */
function isForElement({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement && target.type === 'range') return false;
  if (target.isContentEditable || target.matches('input, textarea, select')) return true;
  if (target.closest('[role="dialog"], [role="menu"]') !== null) return true;
  return key === ' ' && target.closest('button, a') !== null;
}
