/** Which key does what at an entry of the outline. */
import type { KeyboardEvent } from 'react';
import type { OutlineActions } from './OutlineActions.ts';

const STEP = 20;
const LARGE_STEP = 100;

const DIRECTIONS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** While an item is on its way. @returns whether the key meant something */
export function moveByKey({ key, shiftKey }: KeyboardEvent, actions: OutlineActions): boolean {
  const direction = DIRECTIONS[key];
  const step = shiftKey ? LARGE_STEP : STEP;
  if (direction) actions.moveBy(direction[0] * step, direction[1] * step);
  else if (key === 'Enter') actions.endMove(true);
  else if (key === 'Escape') actions.endMove(false);
  else return false;
  return true;
}

/** The keys that change the board. @returns whether the key meant something */
export function changeByKey(event: KeyboardEvent, id: string, isPage: boolean, actions: OutlineActions): boolean {
  const { key, shiftKey } = event;
  if (event.ctrlKey || event.metaKey) {
    if (key.toLowerCase() === 'z') (shiftKey ? actions.redo : actions.undo)();
    else if (key.toLowerCase() === 'y') actions.redo();
    else return false;
    return true;
  }
  const change = CHANGES[key.length === 1 ? key.toLowerCase() : key];
  if (event.altKey || !change || (isPage && change !== 'addNote')) return false;
  actions[change](id);
  return true;
}

const CHANGES: Readonly<Record<string, 'write' | 'addNote' | 'buildOn' | 'beginMove' | 'beginConnect' | 'remove'>> = {
  Enter: 'write',
  F2: 'write',
  n: 'addNote',
  b: 'buildOn',
  m: 'beginMove',
  c: 'beginConnect',
  Delete: 'remove',
  Backspace: 'remove',
};

/** How far a visible button moves, in pixels of the page. */
export const TOUCH_STEP = LARGE_STEP / 2;
