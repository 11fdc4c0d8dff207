import type { Episode } from '@weft/history/timeline';
import type { ItemId, PersonId } from '@weft/protocol';
import { expect, it } from 'vitest';
import { episodePeople, episodeTitle } from './episodeTitle.ts';

const episode = (...items: string[]): Episode => ({
  from: 0,
  to: 1,
  people: ['ada' as PersonId],
  items: items as ItemId[],
  acts: items.length,
});
const words = new Map([
  ['shape:2' as ItemId, 'A roof over the bench'],
  ['shape:3' as ItemId, 'Where people wait for the tram when it rains and the wind blows'],
]);

it('names the item that was worked on most and has words, and says how many others there were', () => {
  expect(episodeTitle(episode('shape:2'), words)).toBe('A roof over the bench');
  expect(episodeTitle(episode('shape:1', 'shape:2', 'shape:4'), words)).toBe('“A roof over the bench” and 2 more');
});

it('shortens what is long, and counts items without words', () => {
  expect(episodeTitle(episode('shape:3'), words)).toBe('Where people wait for the tram when it r…');
  expect(episodeTitle(episode('shape:1'), words)).toBe('1 item');
  expect(episodePeople(episode('shape:1'))).toBe('1 person');
});
