import { useCallback, useEffect, useState } from 'react';

/** Whether it is shown whose each item is. */
export interface WhoseToggle {
  readonly isOn: boolean;
  readonly toggle: () => void;
}

/** By its button, in the board's menu, or by Shift + W where nothing is being written. */
export function useWhose(): WhoseToggle {
  const [isOn, setOn] = useState(false);
  const toggle = useCallback(() => setOn((on) => !on), []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.code !== 'KeyW' || !event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.repeat || isTakenBySomethingElse(event.target)) return;
      event.preventDefault();
      toggle();
    };
    // Ahead of the canvas, which keeps some keys to itself.
    addEventListener('keydown', onKeyDown, true);
    return () => removeEventListener('keydown', onKeyDown, true);
  }, [toggle]);
  return { isOn, toggle };
}

const isTakenBySomethingElse = (target: EventTarget | null): boolean =>
  (target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null) ||
  document.querySelector('[role="dialog"], [role="menu"]') !== null;
