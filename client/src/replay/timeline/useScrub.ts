import { type PointerEvent, useRef } from 'react';

/**
 * Dragging along an element as going through time; a mouse that only rests on it is told, too.
 * @param timeAt the time at a distance from the left edge of the element, in CSS pixels
 */
export function useScrub(
  timeAt: (x: number) => number,
  onSeek: (time: number) => void,
  onHover: (x: number | null) => void,
) {
  const dragging = useRef(false);
  const seek = (event: PointerEvent<HTMLElement>): void => onSeek(timeAt(placeOf(event)));
  const end = (): void => {
    dragging.current = false;
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      dragging.current = true;
      event.currentTarget.setPointerCapture(event.pointerId);
      onHover(null);
      seek(event);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (dragging.current) seek(event);
      else if (event.pointerType === 'mouse') onHover(placeOf(event));
    },
    onPointerUp: end,
    onPointerCancel: end,
    onPointerLeave: () => onHover(null),
  };
}

const placeOf = (event: PointerEvent<HTMLElement>): number =>
  event.clientX - event.currentTarget.getBoundingClientRect().left;
