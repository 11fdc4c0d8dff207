import { useEffect, useState } from 'react';
import { BoardPreview, type PreviewPicture } from './BoardPreview.ts';
import type { ReplayController } from './ReplayController.ts';

export interface Preview {
  readonly picture: PreviewPicture | null;
  /** @param time what a pointer rests on, in ms since the epoch; null when it has left */
  readonly show: (time: number | null) => void;
}

const NOTHING = (): void => undefined;

export function usePreview(replay: ReplayController): Preview {
  const [picture, setPicture] = useState<PreviewPicture | null>(null);
  const [preview, setPreview] = useState<BoardPreview | null>(null);
  useEffect(() => {
    const made = new BoardPreview(replay.log, setPicture);
    // oxlint-disable-next-line react/set-state-in-effect -- it holds a document until the effect ends
    setPreview(made);
    return () => made.destroy();
  }, [replay]);
  return { picture, show: preview === null ? NOTHING : (time) => preview.show(time) };
}
