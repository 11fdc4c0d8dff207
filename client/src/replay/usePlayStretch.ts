import type { Stretch } from '@weft/history/timeline';
import { useEffect, useState } from 'react';
import { speedFor } from './playingTime.ts';
import type { ReplayController, ReplayState } from './ReplayController.ts';
import type { TimelinePicture } from './timeline/timelinePicture.ts';

/** So long somebody watches to know what happened meanwhile. */
const HALF_A_MINUTE = 30_000;

/**
 * Plays the stretch that the address names once, at the speed at which it takes about half a minute.
 * @returns the stretch, for as long as only it is to be played
 */
export function usePlayStretch(
  replay: ReplayController,
  { status, playing, at }: ReplayState,
  picture: TimelinePicture | null,
  { t, to }: { readonly t: number | null; readonly to: number | null },
): readonly Stretch[] | null {
  const [stretch, setStretch] = useState(() => (t === null || to === null || to <= t ? null : [{ from: t, to }]));
  const [begun, setBegun] = useState(false);
  useEffect(() => {
    const [wanted] = stretch ?? [];
    if (wanted === undefined || begun || status !== 'ready' || picture === null) return;
    // oxlint-disable-next-line react/set-state-in-effect -- it is begun once, when there is something to play
    setBegun(true);
    const acts = picture.acts.filter(({ from, to: end }) => end > wanted.from && from <= wanted.to);
    const within = acts.map(({ from, to: end }) => ({
      from: Math.max(from, wanted.from),
      to: Math.min(end, wanted.to),
    }));
    replay.setSpeed(speedFor(within, HALF_A_MINUTE));
    replay.play();
  }, [replay, stretch, begun, status, picture]);
  // Once it was played to its end, playing goes on as ever.
  if (stretch !== null && begun && !playing && at > (stretch[0]?.to ?? 0)) setStretch(null);
  return stretch;
}
