import { useQuery } from '@tanstack/react-query';
import type { BoardId } from '@weft/protocol';
import { useEffect } from 'react';
import { queries } from '../api/queries.ts';
import type { SelectedItem } from '../canvas/CanvasApi.ts';
import { isTroubled, type SaveStatus } from '../sync/saveStatus.ts';
import { itemStory } from './itemStory.ts';

/** The log is folded on the server: it is asked again only when the item, or what is saved of it, has come to rest. */
const REST_MS = 900;

/** @param item the item whose panel is open. */
export function useItemStory(boardId: BoardId, item: SelectedItem, status: SaveStatus) {
  const { data, error, isPending, refetch } = useQuery(queries.contributions(boardId));
  const story = data === undefined ? null : itemStory(data, item.id);
  const arriving = data !== undefined && story === null;
  useEffect(() => {
    if (status === 'saving' || isTroubled(status)) return undefined;
    // Cancelling what is under way would starve the panel while somebody types.
    const timer = setTimeout(() => void refetch({ cancelRefetch: false }), REST_MS);
    return () => clearTimeout(timer);
  }, [item.id, item.text, status, arriving, refetch]);
  return { story, error: data === undefined ? error : null, isPending, refetch };
}
