import { itemPanelSide } from './itemPanelSide.ts';
import type { ScreenBox } from './ScreenBox.ts';

/** What the style panel takes of the left edge: its distance from it, its own width and room to see past it. */
const REACH = 8 + 148 + 16;
/** From below the title to where the panel ends. */
const TOP = 64;
const BOTTOM = 400;

/**
 * Where the styles stand, so that they do not cover what they are for: at the left edge, or beside the item panel on its
 * side where the selection or that panel is there.
 */
export function stylePanelSide(selection: ScreenBox | null, screenWidth: number): 'left' | 'right' | 'inner left' {
  if (!selection) return 'left';
  if (itemPanelSide(selection, screenWidth) === 'left') return 'inner left';
  const isBelow = selection.x < REACH && selection.y < BOTTOM && selection.y + selection.h > TOP;
  const isAllAcross = selection.x + selection.w > screenWidth - REACH;
  return isBelow && !isAllAcross ? 'right' : 'left';
}
