import type { BoardId } from '@weft/protocol';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { browserCodec } from './browserCodec.ts';
import { historySource } from './historySource.ts';
import { pageTicker } from './pageTicker.ts';
import { ReplayController, type ReplayState } from './ReplayController.ts';

/** A replay for as long as the page shows this board; null for the first moment. @param t where it begins */
export function useReplay(boardId: BoardId, t: number | null): ReplayController | null {
  const [replay, setReplay] = useState<ReplayController | null>(null);
  const [first] = useState(t);
  useEffect(() => {
    const opened = new ReplayController({ source: historySource(boardId), codec: browserCodec, ticker: pageTicker });
    // oxlint-disable-next-line react/set-state-in-effect -- it fetches and plays until the effect ends
    setReplay(opened);
    void opened.open(first);
    return () => opened.destroy();
  }, [boardId, first]);
  return replay;
}

export const useReplayState = (replay: ReplayController): ReplayState =>
  useSyncExternalStore(replay.subscribe, replay.state);
