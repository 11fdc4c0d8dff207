import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { ItemIdSchema } from '@weft/protocol';
import { useEffect } from 'react';
import type { CanvasApi } from '../canvas/CanvasApi.ts';

const route = getRouteApi('/boards/$boardId');

/**
 * Shows the item that the address names, once, and takes it out of the address: reloading later must not bring the view
 * back to it.
 * @param canvas null until the board is there
 */
export function useItemInAddress(canvas: CanvasApi | null): void {
  const { item } = route.useSearch();
  const navigate = useNavigate({ from: '/boards/$boardId' });
  useEffect(() => {
    if (canvas === null || item === undefined) return;
    const itemId = ItemIdSchema.safeParse(item);
    if (itemId.success && canvas.typeOf(itemId.data) !== null) canvas.select(itemId.data);
    void navigate({ search: {}, replace: true });
  }, [canvas, item, navigate]);
}
