import { describe, expect, it } from 'vitest';
import { t, tNodes } from './t.ts';

describe('t', () => {
  it('fills placeholders, whatever people put into them', () => {
    expect(t('home.deleted', { title: 'A $& {{bench}}' })).toBe('“A $& {{bench}}” was deleted.');
  });

  it('chooses the plural form by count', () => {
    expect(t('app.facesLabel', { count: 1 })).toBe('1 person');
    expect(t('app.facesLabel', { count: 5 })).toBe('5 people');
  });

  it('leaves what is drawn between the words in its place', () => {
    expect(tNodes('item.startedByWhen', { person: 7, when: 'yesterday' })).toEqual([
      'Started by ',
      7,
      ', ',
      'yesterday',
      '.',
    ]);
  });
});
