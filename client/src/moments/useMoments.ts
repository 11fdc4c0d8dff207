import { useQuery } from '@tanstack/react-query';
import type { BoardId, Moment, Person } from '@weft/protocol';
import { useEffect, useState } from 'react';
import { called } from '../people/nameOf.ts';
import { momentQueries } from './momentsApi.ts';

export interface MomentsShown {
  readonly moments: readonly Moment[];
  readonly open: Moment | null;
  /** The one that is to be open is not on this board, or not any more. */
  readonly isMissing: boolean;
  /** Who marked the open one. */
  readonly person: Person | undefined;
  readonly show: (momentId: string | null) => void;
}

/** Others mark moments while one looks back. */
const EVERY_MS = 10_000;
const NONE: readonly Moment[] = [];

/** The moments of a board, and which of them is open. @param first open at the beginning */
export function useMoments(boardId: BoardId, first: string | null): MomentsShown {
  const { data, refetch } = useQuery({ ...momentQueries.moments(boardId), refetchInterval: EVERY_MS });
  const [openId, show] = useState(first);
  const open = data?.moments.find(({ id }) => id === openId) ?? null;
  // Whoever leads a look back asks at one that was marked just now.
  const unknown = data !== undefined && open === null ? openId : null;
  // Only what the answer to this very question lacks is missing: until then it is on its way.
  const [missing, setMissing] = useState<string | null>(null);
  useEffect(() => {
    if (unknown === null) return;
    void refetch().then((answer) => {
      if (answer.isSuccess && answer.data.moments.every(({ id }) => id !== unknown)) setMissing(unknown);
    });
  }, [unknown, refetch]);
  const person = data?.people.find(({ id }) => id === open?.personId);
  return {
    moments: data?.moments ?? NONE,
    open,
    isMissing: unknown !== null && missing === unknown,
    person: person && called(person),
    show,
  };
}
