import type { BoardId, RuntimeConfig } from '@weft/protocol';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { CanvasApi } from '../canvas/CanvasApi.ts';
import { BringIns, type BringInsState } from './BringIns.ts';

const NOTHING: BringInsState = { progress: null, leftOut: null };
const never = () => () => {};

/** For as long as the canvas is there and may be written on; null otherwise. */
export function useBringIns(
  canvas: CanvasApi | null,
  boardId: BoardId,
  limits: RuntimeConfig,
  readOnly: boolean,
): BringIns | null {
  const [bringIns, setBringIns] = useState<BringIns | null>(null);
  useEffect(() => {
    if (canvas === null || readOnly) return undefined;
    const made = new BringIns({ canvas: canvas.exchange, boardId, limits });
    // oxlint-disable-next-line react/set-state-in-effect -- it listens to the canvas, and ends with the effect
    setBringIns(made);
    return () => {
      made.destroy();
      setBringIns(null);
    };
  }, [canvas, boardId, limits, readOnly]);
  return bringIns;
}

export function useBringInsState(bringIns: BringIns | null): BringInsState {
  return useSyncExternalStore(bringIns?.subscribe ?? never, () => bringIns?.state() ?? NOTHING);
}
