import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colorInOrder, initialsOf, PERSON_COLORS, PersonNameSchema, threadOf } from './person.ts';

describe('a name', () => {
  it('is kept as people write it, without what would disturb the page', () => {
    expect(PersonNameSchema.parse('  Zoë \n van  Dyck ')).toBe('Zoë van Dyck');
    expect(PersonNameSchema.parse('\u202eevil')).toBe('evil');
    for (const bad of ['', '   ', 'x'.repeat(61), '\u0000'])
      expect(PersonNameSchema.safeParse(bad).success).toBe(false);
  });

  it('is something that can be seen', () => {
    for (const invisible of ['\u200b', '\u2060\u200d', '\u3164', '\u0301', '\ufe0f'])
      expect(PersonNameSchema.safeParse(invisible).success).toBe(false);
    for (const name of ['👩‍👩‍👧', '李', 'é', '7']) expect(PersonNameSchema.parse(name)).toBe(name);
    expect(PersonNameSchema.parse('Ada \ud800')).toBe('Ada \ufffd');
  });

  it('never parses to something that parses differently again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (raw) => {
        const once = PersonNameSchema.safeParse(raw);
        if (once.success) expect(PersonNameSchema.parse(once.data)).toBe(once.data);
      }),
    );
  });
});

describe('a face', () => {
  it('shows the first letters of the first and the last word', () => {
    expect(['Ada', 'ada lovelace', 'Jean Le Rond', '李', '🧵 weaver', ' '].map(initialsOf)).toEqual([
      'AD',
      'AL',
      'JR',
      '李',
      '🧵W',
      '?',
    ]);
  });

  it('has a colour by the order of arrival, and a thread token for each colour', () => {
    expect(colorInOrder(12)).toBe(PERSON_COLORS[0]);
    expect(PERSON_COLORS.map(threadOf)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(threadOf('#123456')).toBe(10);
  });
});
