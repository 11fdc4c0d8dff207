import { useEffect, useState } from 'react';
import type { Glow } from '../canvas/Highlights.ts';
import type { ReplayCanvasApi } from '../canvas/ReplayCanvasApi.ts';

export interface Camera {
  /** It goes where something changes; else it stays where somebody put it. */
  readonly isFollowing: boolean;
  readonly setFollowing: (isFollowing: boolean) => void;
}

/** Lets the view follow what glows, until somebody moves it by hand. */
export function useCamera(canvas: ReplayCanvasApi | null, glows: readonly Glow[], playing: boolean): Camera {
  const [isFollowing, setFollowing] = useState(true);
  useEffect(() => canvas?.onMovedByHand(() => setFollowing(false)), [canvas]);
  useEffect(() => {
    if (isFollowing && playing && glows.length > 0) canvas?.lookAt(glows.map(({ itemId }) => itemId));
  }, [canvas, isFollowing, playing, glows]);
  return { isFollowing, setFollowing };
}
