import { expect, test } from 'vitest';
import { stylePanelSide } from './stylePanelSide.ts';

const NOTE = { w: 200, h: 200 };

test('the styles stand on the left, and on the right of what lies there', () => {
  expect(stylePanelSide(null, 1280)).toBe('left');
  expect(stylePanelSide({ x: 600, y: 200, ...NOTE }, 1280)).toBe('left');
  expect(stylePanelSide({ x: 20, y: 200, ...NOTE }, 1280)).toBe('right');
  // The item panel is there then.
  expect(stylePanelSide({ x: 1000, y: 200, ...NOTE }, 1280)).toBe('inner left');
});

test('they stay on the left of what lies lower or higher than they do, and of what goes all across', () => {
  expect(stylePanelSide({ x: 20, y: 500, ...NOTE }, 1280)).toBe('left');
  expect(stylePanelSide({ x: 20, y: -180, ...NOTE }, 1280)).toBe('left');
  expect(stylePanelSide({ x: 20, y: 200, w: 1240, h: 300 }, 1280)).toBe('left');
});
