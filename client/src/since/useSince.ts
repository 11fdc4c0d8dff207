import { useQuery } from '@tanstack/react-query';
import type { Board, Person } from '@weft/protocol';
import { useEffect, useMemo, useState } from 'react';
import { api } from '../api/api.ts';
import { queries } from '../api/queries.ts';
import { sinceThen, type SinceThen } from './sinceThen.ts';

export interface Since {
  /** When I had the board open last. */
  readonly since: number;
  readonly news: SinceThen;
  readonly close: () => void;
}

/** Absences that were told of in this page: what the page keeps of a board may still say them. */
const told = new Set<string>();

/** What others did while I was away; null when I was not, when nobody did anything, and once it was put away. */
export function useSince(board: Board, me: Person): Since | null {
  const [since] = useState(board.awaySince ?? null);
  const absence = `${board.id} ${since}`;
  const [isClosed, setClosed] = useState(since === null || told.has(absence));
  const contributions = useQuery({ ...queries.contributions(board.id), enabled: !isClosed }).data;
  // As it was when I came: what happens from now on I see.
  const [first, setFirst] = useState(contributions);
  if (first === undefined && contributions !== undefined) setFirst(contributions);
  const then = useMemo(
    () => (first === undefined || since === null ? null : sinceThen(first, since, me.id)),
    [first, since, me.id],
  );
  useStayVisiting(board.id);
  if (isClosed || since === null || then === null) return null;
  return {
    since,
    news: then,
    close: () => {
      told.add(absence);
      setClosed(true);
    },
  };
}

/** Well below what counts as an absence. */
const VISIT_MS = 4 * 60_000;

/** The server knows when a person had a board open last by its being asked for. */
function useStayVisiting(boardId: string): void {
  useEffect(() => {
    const visit = () => {
      // Out of reach is no matter: then the absence begins a little earlier.
      api.board(boardId).catch(() => undefined);
    };
    const timer = setInterval(visit, VISIT_MS);
    const onHidden = () => {
      if (document.visibilityState === 'hidden') visit();
    };
    document.addEventListener('visibilitychange', onHidden);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onHidden);
    };
  }, [boardId]);
}
