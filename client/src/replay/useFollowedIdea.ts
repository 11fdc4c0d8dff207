import { useNavigate } from '@tanstack/react-router';
import type { ItemId } from '@weft/protocol';
import { useCallback } from 'react';
import { followingIdea } from './replaySearch.ts';
import { useReplaySearch } from './useReplaySearch.ts';

export interface FollowedIdea {
  /** The item whose idea is followed. */
  readonly ideaId: ItemId | null;
  readonly followIdea: (itemId: ItemId | null) => void;
}

/** Which idea is followed stands in the address: a link to it follows the same. */
export function useFollowedIdea(): FollowedIdea {
  const { idea } = useReplaySearch();
  const navigate = useNavigate({ from: '/boards/$boardId/replay' });
  const followIdea = useCallback(
    (itemId: ItemId | null) => void navigate({ search: (before) => followingIdea(before, itemId), replace: true }),
    [navigate],
  );
  return { ideaId: (idea ?? null) as ItemId | null, followIdea };
}
