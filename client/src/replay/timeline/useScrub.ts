import { type PointerEvent, useRef } from 'react';

/**
 * Dragging along an element as going through time.
 * @param timeAt the time at a distance from the left edge of the element, in CSS pixels
 */
export function useScrub(timeAt: (x: number) => number, onSeek: (time: number) => void) {
  const dragging = useRef(false);
  const seek = (event: PointerEvent<HTMLElement>): void =>
    onSeek(timeAt(event.clientX - event.currentTarget.getBoundingClientRect().left));
  const end = (): void => {
    dragging.current = false;
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      dragging.current = true;
      event.currentTarget.setPointerCapture(event.pointerId);
      seek(event);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (dragging.current) seek(event);
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}
