import { useQuery } from '@tanstack/react-query';
import { ActsInTime } from '@weft/history/timeline';
import type { BoardId, Lineage } from '@weft/protocol';
import { useEffect, useMemo } from 'react';
import { queries } from '../api/queries.ts';
import { timelinePicture, type TimelinePicture } from './timeline/timelinePicture.ts';

export interface Making {
  readonly picture: TimelinePicture;
  readonly lineage: Lineage;
  readonly acts: ActsInTime;
  /** Nobody did anything, and nothing is there that it began with. */
  readonly isEmpty: boolean;
}

/** The server folds its log for each answer. */
const REST_MS = 3_000;

/** Who did what, as far as I am told; null until it is there. @param newest the log's newest entry: what came since is asked for */
export function useTimelinePicture(boardId: BoardId, newest: number): Making | null {
  const { data: contributions, refetch: refetchContributions } = useQuery(queries.contributions(boardId));
  const { data: lineage, refetch: refetchLineage } = useQuery(queries.lineage(boardId));
  const seq = contributions?.seq;
  const isOld = seq !== undefined && seq < newest;
  useEffect(() => {
    if (!isOld) return undefined;
    const timer = setTimeout(() => {
      void refetchContributions();
      void refetchLineage();
    }, REST_MS);
    return () => clearTimeout(timer);
    // Not with each new entry: while somebody works without a break it would never be asked for.
  }, [isOld, seq, refetchContributions, refetchLineage]);
  return useMemo(() => {
    if (contributions === undefined || lineage === undefined) return null;
    return {
      picture: timelinePicture(contributions, lineage),
      lineage,
      acts: new ActsInTime(contributions.contributions),
      isEmpty: contributions.contributions.length === 0 && contributions.items.length === 0,
    };
  }, [contributions, lineage]);
}
