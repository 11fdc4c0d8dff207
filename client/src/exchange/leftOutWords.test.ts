import { expect, it } from 'vitest';
import { countLeftOut, leftOutLines } from './leftOutWords.ts';

it('what was left out is told by name and reason, the most first, each once', () => {
  const leftOut = [
    { what: 'image', count: 1, reason: 'image_elsewhere' },
    { what: 'embeddable', count: 2, reason: 'not_supported' },
    { what: 'embeddable', count: 3, reason: 'not_supported' },
  ] as const;
  expect(countLeftOut(leftOut)).toBe(6);
  expect(leftOutLines(leftOut)).toEqual([
    { what: '5 × embeddable', why: 'Weft has nothing like it.' },
    { what: '1 × Image', why: 'It lies at another address, and nothing is fetched from there.' },
  ]);
});
