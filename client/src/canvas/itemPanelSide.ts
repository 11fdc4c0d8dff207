import type { ScreenBox } from './ScreenBox.ts';

export type Side = 'left' | 'right';

/** What the panel takes of an edge: its distance from it, its own width and room to see past it. */
const REACH = 16 + 300 + 8;
/** From below the bar to where the panel mostly ends. */
const TOP = 78;
const BOTTOM = 460;
/** Narrower screens are phones, where the panel is a line below. */
const PHONE = 640;

/** On which side an item's panel stands, so that it does not cover the item: right, unless the item lies there. */
export function itemPanelSide(item: ScreenBox | null, screenWidth: number): Side {
  if (item === null || screenWidth <= PHONE) return 'right';
  const isBelow = item.x + item.w > screenWidth - REACH && item.y < BOTTOM && item.y + item.h > TOP;
  const isAllAcross = item.x < REACH;
  return isBelow && !isAllAcross ? 'left' : 'right';
}
