import { useNavigate } from '@tanstack/react-router';
import type { ActFilter } from '@weft/history/timeline';
import type { ContributionKind, ItemId, PersonId } from '@weft/protocol';
import { useCallback, useMemo } from 'react';
import type { ReplayController } from '../ReplayController.ts';
import { withoutFilter, withOrWithout, type FilterName } from '../replaySearch.ts';
import { useReplaySearch } from '../useReplaySearch.ts';
import { useItemsInside } from './useItemsInside.ts';

/** What of a making is asked for. It stands in the address: a link to it shows the same. */
export interface ReplayFilter {
  /** With all that lies in the items that are asked for. */
  readonly asked: ActFilter;
  /** The items that somebody asked for themself. */
  readonly only: ReadonlySet<ItemId>;
  readonly isOn: boolean;
  /** Asks for a person, a kind or an item as well, or no longer. */
  readonly toggle: (name: FilterName, word: string) => void;
  readonly clear: () => void;
}

export function useReplayFilter(replay: ReplayController, newest: number): ReplayFilter {
  const { who, kind, only: asked } = useReplaySearch();
  const navigate = useNavigate({ from: '/boards/$boardId/replay' });
  // Ids as they stand in the address: what nobody has is asked for in vain.
  const people = useMemo(() => new Set(who as readonly PersonId[] | undefined), [who]);
  const kinds = useMemo(() => new Set<ContributionKind>(kind), [kind]);
  const only = useMemo(() => new Set(asked as readonly ItemId[] | undefined), [asked]);
  const items = useItemsInside(replay, only, newest);
  const toggle = useCallback(
    (name: FilterName, word: string) =>
      void navigate({ search: (before) => withOrWithout(before, name, word), replace: true }),
    [navigate],
  );
  const clear = useCallback(() => void navigate({ search: withoutFilter, replace: true }), [navigate]);
  return {
    asked: useMemo(() => ({ people, kinds, items }), [people, kinds, items]),
    only,
    isOn: people.size + kinds.size + only.size > 0,
    toggle,
    clear,
  };
}
