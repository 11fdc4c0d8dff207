import { expect, test } from 'vitest';
import { itemPanelSide } from './itemPanelSide.ts';

const NOTE = { w: 200, h: 200 };

test('the panel of an item stands on the right, and on the left of what lies there', () => {
  expect(itemPanelSide(null, 1280)).toBe('right');
  expect(itemPanelSide({ x: 600, y: 200, ...NOTE }, 1280)).toBe('right');
  expect(itemPanelSide({ x: 1000, y: 200, ...NOTE }, 1280)).toBe('left');
  expect(itemPanelSide({ x: 1200, y: 200, ...NOTE }, 1280)).toBe('left');
});

test('it stays on the right of what lies lower or higher, of what goes all across, and on a phone', () => {
  expect(itemPanelSide({ x: 1000, y: 500, ...NOTE }, 1280)).toBe('right');
  expect(itemPanelSide({ x: 1000, y: -180, ...NOTE }, 1280)).toBe('right');
  expect(itemPanelSide({ x: 20, y: 200, w: 1240, h: 300 }, 1280)).toBe('right');
  expect(itemPanelSide({ x: 180, y: 200, ...NOTE }, 390)).toBe('right');
});
