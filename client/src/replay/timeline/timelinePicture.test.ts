import { ContributionsSchema, LineageSchema } from '@weft/protocol';
import { expect, it } from 'vitest';
import { timelinePicture } from './timelinePicture.ts';

const people = [
  { id: 'ada', name: 'Ada', color: '#b5382a' },
  { id: 'ben', name: 'Ben', color: '#2f4b9b' },
];
const act = (personId: string, itemId: string, at: number) => ({
  id: `${personId}${at}`,
  personId,
  itemId,
  kind: 'wrote',
  from: at,
  to: at,
});
const item = (id: string, startedBy: string | null) => ({
  id,
  type: 'note',
  startedBy,
  startedAt: 10,
  present: true,
  words: '',
});

it('draws a strand from who began an item to who built on it, and none where one of the two is nobody', () => {
  const link = { from: 'shape:2', to: 'shape:1', kind: 'built on', personId: 'ben', at: 50 };
  const picture = timelinePicture(
    ContributionsSchema.parse({ seq: 1, people, items: [], gone: [], contributions: [] }),
    LineageSchema.parse({
      seq: 1,
      people,
      items: [item('shape:1', 'ada'), item('shape:2', 'ben'), item('shape:3', null)],
      links: [link, { ...link, to: 'shape:3' }, { ...link, personId: null }],
    }),
  );
  expect(picture.strands.map(({ from, to }) => [from, to])).toEqual([
    [
      { personId: 'ada', at: 10 },
      { personId: 'ben', at: 50 },
    ],
  ]);
});

it('has a thread for everybody who did something, with the words of what they worked on', () => {
  const picture = timelinePicture(
    ContributionsSchema.parse({
      seq: 1,
      people,
      items: [{ id: 'shape:1', type: 'note', startedBy: 'ben', startedAt: 5, words: 'a bench', people: [] }],
      gone: [],
      contributions: [act('ben', 'shape:1', 5), act('ada', 'shape:1', 9), act('unknown', 'shape:1', 9)],
    }),
    LineageSchema.parse({ seq: 1, people, items: [], links: [] }),
  );
  expect(picture.threads.map(({ person, acts }) => [person.name, acts.length])).toEqual([
    ['Ben', 1],
    ['Ada', 1],
  ]);
  expect(picture.words.get('shape:1' as never)).toBe('a bench');
});
