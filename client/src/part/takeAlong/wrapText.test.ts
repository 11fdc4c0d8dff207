import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstLines, wrapText } from './wrapText.ts';

const letters = (line: string): number => Array.from(line).length;

it('text is broken at spaces, and where a word alone is too wide inside it', () => {
  expect(wrapText('What if the bench could move?', 10, letters)).toEqual(['What if', 'the bench', 'could', 'move?']);
  expect(wrapText('Donaudampfschiff fährt', 6, letters)).toEqual(['Donaud', 'ampfsc', 'hiff', 'fährt']);
  expect(wrapText('One\n\nTwo', 10, letters)).toEqual(['One', '', 'Two']);
  // A letter of several signs is never cut.
  expect(wrapText('👩‍👩‍👧👩‍👩‍👧', 1, letters)).toEqual(['👩‍👩‍👧', '👩‍👩‍👧']);
});

it('loses nothing, and no line is wider than the room unless a single letter is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), fc.integer({ min: 1, max: 20 }), (text, width) => {
      const lines = wrapText(text, width, letters);
      expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      for (const line of lines) expect(letters(line)).toBeLessThanOrEqual(width);
    }),
  );
});

it('what is cut off is said by dots', () => {
  expect(firstLines(['a', 'b'], 2)).toEqual(['a', 'b']);
  expect(firstLines(['a', 'b,', 'c'], 2)).toEqual(['a', 'b…']);
});
