import { expect, test } from 'vitest';
import { gapBeside } from './pageSteps.ts';

const PAGES = ['a', 'b', 'c', 'd'];

test('a page goes before or behind its neighbour', () => {
  expect(gapBeside(PAGES, 'c', -1)).toEqual({ below: 'a', above: 'b' });
  expect(gapBeside(PAGES, 'b', 1)).toEqual({ below: 'c', above: 'd' });
  expect(gapBeside(PAGES, 'b', -1)).toEqual({ below: null, above: 'a' });
  expect(gapBeside(PAGES, 'c', 1)).toEqual({ below: 'd', above: null });
});

test('the first page goes no further up, the last no further down, one that is gone nowhere', () => {
  expect(gapBeside(PAGES, 'a', -1)).toBeNull();
  expect(gapBeside(PAGES, 'd', 1)).toBeNull();
  expect(gapBeside(PAGES, 'e', 1)).toBeNull();
});
