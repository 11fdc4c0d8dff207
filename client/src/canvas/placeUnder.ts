/** Where what belongs to a selection stands on the screen. */
import type { Side } from './itemPanelSide.ts';
import type { ScreenBox } from './ScreenBox.ts';

export interface UnderPlace {
  /** Its middle, from the left of the canvas. */
  readonly x: number;
  readonly y: number;
}

export interface UnderOptions {
  readonly selection: ScreenBox;
  readonly screen: { readonly w: number; readonly h: number };
  readonly size: { readonly w: number; readonly h: number };
  /** On which side the panel of the one selected item is; null where there is none. */
  readonly panel: Side | null;
}

/** Clear of a note's own handle, which stands on its edge. */
const GAP = 16;
const EDGE = 8;
/** What the bar takes of the upper edge, the tools of the lower one, and the panel of its own. */
const TOP = 72;
const BOTTOM = 112;
const PANEL = 324;
/** On a phone the panel is a line above the tools. */
const PHONE = 640;
const BOTTOM_WITH_LINE = 174;

/**
 * Under the selection; above it where there is no room below; inside it, at the lower edge, where it fills the screen.
 * @returns null where the selection is out of sight
 */
export function placeUnder({ selection, screen, size, panel }: UnderOptions): UnderPlace | null {
  const { x, y, w, h } = selection;
  if (x + w < 0 || y + h < 0 || x > screen.w || y > screen.h) return null;
  const isPhone = screen.w <= PHONE;
  const left = panel === 'left' && !isPhone ? PANEL : EDGE;
  const right = screen.w - (panel === 'right' && !isPhone ? PANEL : EDGE);
  const half = Math.min(size.w, right - left) / 2;
  const middle = Math.min(Math.max(x + w / 2, left + half), right - half);
  const lowest = screen.h - (panel !== null && isPhone ? BOTTOM_WITH_LINE : BOTTOM) - size.h;
  const below = y + h + GAP;
  const above = y - GAP - size.h;
  if (below <= lowest) return { x: middle, y: Math.max(below, TOP) };
  return { x: middle, y: above >= TOP ? above : lowest };
}
