import type { ItemId } from '@weft/protocol';
import { useSyncExternalStore } from 'react';
import type { SelectedItem } from '../canvas/CanvasApi.ts';
import type { ReplayCanvasApi } from '../canvas/ReplayCanvasApi.ts';

const never = (): (() => void) => () => undefined;
const none = (): null => null;

/** The item that was tapped on a replay's canvas. */
export const useSelectedItem = (canvas: ReplayCanvasApi | null): SelectedItem | null =>
  useSyncExternalStore(canvas?.subscribe ?? never, canvas?.selected ?? none);

const NOTHING: readonly ItemId[] = [];
const nothing = (): readonly ItemId[] => NOTHING;

/** The items that were chosen on a replay's canvas, where they are more than one. */
export const useChosenItems = (canvas: ReplayCanvasApi | null): readonly ItemId[] =>
  useSyncExternalStore(canvas?.subscribe ?? never, canvas?.chosen ?? nothing);
