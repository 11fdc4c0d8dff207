import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** Whether the outline is there, and the button that brings it. */
export interface OutlineToggle {
  readonly isOpen: boolean;
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly open: () => void;
  readonly close: () => void;
}

/** Opens by button, by the skip link and by Ctrl or Cmd + Shift + O: `O` alone is tldraw's ellipse. */
export function useOutlinePanel(): OutlineToggle {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const open = useCallback(() => setOpen(true), []);
  const close = useCallback(() => {
    setOpen(false);
    button.current?.focus();
  }, []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.code !== 'KeyO' || !event.shiftKey || event.altKey || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      event.stopPropagation();
      if (isOpen) close();
      else open();
    };
    // Ahead of the canvas, which keeps some keys to itself.
    addEventListener('keydown', onKeyDown, true);
    return () => removeEventListener('keydown', onKeyDown, true);
  }, [isOpen, open, close]);
  return { isOpen, button, open, close };
}
