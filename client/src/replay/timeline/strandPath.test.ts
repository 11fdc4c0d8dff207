import { expect, it } from 'vitest';
import { strandPath } from './strandPath.ts';

it('leaves one thread and arrives at another along them, and rises above its own', () => {
  expect(strandPath({ x: 0, y: 10 }, { x: 100, y: 40 })).toBe('M0 10C50 10 50 40 100 40');
  expect(strandPath({ x: 0, y: 10 }, { x: 100, y: 10 })).toBe('M0 10Q50 -2 100 10');
});
