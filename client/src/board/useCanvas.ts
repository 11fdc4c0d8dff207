import { useSyncExternalStore } from 'react';
import type { CanvasApi, CanvasSnapshot } from '../canvas/CanvasApi.ts';

const never = () => () => {};

/** What the canvas shows, as it changes; null until it is ready. */
export function useCanvas(canvas: CanvasApi | null): CanvasSnapshot | null {
  return useSyncExternalStore(canvas === null ? never : (listener) => canvas.subscribe(listener), () =>
    canvas === null ? null : canvas.snapshot(),
  );
}
