import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { SelectedItem } from '../canvas/CanvasApi.ts';

/** Whether the one selected item's panel is there, and how much of it. */
export interface ItemPanelState {
  /** Null where there is nothing to show, or it was put away. */
  readonly item: SelectedItem | null;
  /** Only a line of it, on a phone. */
  readonly isLine: boolean;
  readonly raise: () => void;
  readonly close: () => void;
}

/** @param selected the one item that is selected */
export function useItemPanel(selected: SelectedItem | null): ItemPanelState {
  const [putAway, setPutAway] = useState<string | null>(null);
  const [raised, setRaised] = useState(false);
  const phone = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  if (selected === null && putAway !== null) setPutAway(null);
  if (selected === null && raised) setRaised(false);
  const item = selected !== null && selected.id !== putAway ? selected : null;
  const putItemAway = () => setPutAway(selected?.id ?? null);
  useEscape(item !== null, putItemAway);
  return {
    item,
    isLine: phone && !raised,
    raise: () => setRaised(true),
    close: () => (phone ? setRaised(false) : putItemAway()),
  };
}

/** Escape also ends writing and other things inside the canvas: only where nothing is being written it is ours. */
function useEscape(open: boolean, putAway: () => void): void {
  useEffect(() => {
    if (!open) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      const writing = event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable]');
      const inDialog = document.querySelector('[role="dialog"], [role="menu"]') !== null;
      if (event.key === 'Escape' && !writing && !inDialog) putAway();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  });
}
