/** How far what is on the screen is to be moved so that nothing covers it. */
import type { ScreenBox } from './ScreenBox.ts';

export interface Screen {
  readonly w: number;
  readonly h: number;
}

const EDGE = 24;
/** What the board's bar takes of the upper edge, the tools of the lower one, and an item's panel of the right one. */
const TOP = 84;
const BOTTOM = 112;
const PANEL = 340;
/** Narrower screens are phones: there the panel is a line, and a keyboard takes the lower half while one writes. */
const PHONE = 640;
const KEYBOARD = 0.48;

/** @returns by how many pixels of the screen, as little as it takes; the upper left corner goes first where not all fits. */
export function intoClear(box: ScreenBox, screen: Screen): { readonly x: number; readonly y: number } {
  const isPhone = screen.w <= PHONE;
  const right = screen.w - (isPhone ? EDGE : PANEL);
  const bottom = screen.h - (isPhone ? screen.h * KEYBOARD : BOTTOM);
  return { x: shift(box.x, box.w, EDGE, right), y: shift(box.y, box.h, TOP, bottom) };
}

function shift(start: number, length: number, from: number, to: number): number {
  const back = Math.min(0, to - (start + length));
  return Math.max(from - start, back);
}
