import { useSyncExternalStore } from 'react';
import type { SelectedItem } from '../canvas/CanvasApi.ts';
import type { ReplayCanvasApi } from '../canvas/ReplayCanvasApi.ts';

const never = (): (() => void) => () => undefined;
const none = (): null => null;

/** The item that was tapped on a replay's canvas. */
export const useSelectedItem = (canvas: ReplayCanvasApi | null): SelectedItem | null =>
  useSyncExternalStore(canvas?.subscribe ?? never, canvas?.selected ?? none);
