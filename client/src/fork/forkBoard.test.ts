import { LIMITS, TitleSchema } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { titleOfFork } from './forkBoard.ts';

describe('The title of a fork', () => {
  it('is told apart from the board that it comes from', () => {
    expect(titleOfFork('A bench')).toBe('A bench, another way');
  });

  it('fits where the other title is as long as titles are, and cuts no letter in two', () => {
    for (const letter of ['a', '🪑']) {
      const title = titleOfFork(letter.repeat(LIMITS.maxTitleLength / letter.length));
      expect(TitleSchema.parse(title)).toBe(title);
      expect(title.isWellFormed()).toBe(true);
      expect(title.endsWith(', another way')).toBe(true);
    }
  });
});
