import { ContributionsSchema, LineageSchema, type ItemId } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { itemStory } from './itemStory.ts';

const person = (id: string) => ({ id, name: id, color: '#b5382a' });
const contributions = ContributionsSchema.parse({
  seq: 9,
  gone: [],
  people: [person('ada'), person('ben'), person('cleo')],
  items: [
    {
      id: 'shape:1',
      type: 'note',
      startedBy: 'ben',
      startedAt: 100,
      words: 'a bench',
      people: [
        { personId: 'cleo', kinds: ['connected'], characters: 0 },
        { personId: 'ben', kinds: ['started', 'wrote'], characters: 9 },
        { personId: 'gone', kinds: ['arranged'], characters: 0 },
        { personId: 'ada', kinds: ['refined', 'arranged'], characters: 1 },
      ],
    },
    { id: 'shape:2', type: 'note', startedBy: null, startedAt: 100, words: '', people: [] },
    {
      id: 'shape:4',
      type: 'note',
      startedBy: 'ada',
      startedAt: 400,
      words: 'a roof',
      people: [
        { personId: 'ada', kinds: ['started', 'wrote'], characters: 5 },
        { personId: 'ben', kinds: [], heldThePen: true },
      ],
    },
  ],
  contributions: [
    { id: '1', personId: 'ada', kind: 'refined', itemId: 'shape:1', from: 150, to: 160 },
    { id: '2', personId: 'ada', kind: 'arranged', itemId: 'shape:1', from: 180, to: 190, offline: true },
    { id: '3', personId: 'ada', kind: 'started', itemId: 'shape:4', from: 400, to: 400, offline: true },
  ],
});

const [FIRST, BUILT, LATER, GONE] = ['shape:1', 'shape:4', 'shape:5', 'shape:6'] as ItemId[] as [
  ItemId,
  ItemId,
  ItemId,
  ItemId,
];
const related = (id: string, words: string, present = true) => ({
  id,
  type: 'note',
  startedBy: 'ada',
  startedAt: 400,
  present,
  words,
});
const link = (from: string, to: string, kind: string, why?: string) => ({
  from,
  to,
  kind,
  personId: 'ada',
  at: 1,
  ...(why === undefined ? {} : { why }),
});
const lineage = LineageSchema.parse({
  seq: 9,
  people: [person('ada'), person('ben')],
  items: [related(FIRST, 'First'), related(BUILT, 'Built'), related(LATER, 'Later'), related(GONE, 'Gone', false)],
  links: [
    link(BUILT, FIRST, 'built on', 'because'),
    link(LATER, BUILT, 'connected to'),
    link(GONE, FIRST, 'copied from'),
  ],
});

describe('itemStory', () => {
  it('tells who started an item, and the others in order of arrival, whoever did more', () => {
    const story = itemStory(contributions, null, FIRST);
    expect(story?.startedBy?.name).toBe('ben');
    expect(story?.changes.map(({ person: by }) => by?.name)).toEqual(['ada', 'cleo', undefined]);
  });

  it('says when each last did something to this item, not to another', () => {
    const story = itemStory(contributions, null, FIRST);
    expect(story?.changes.map(({ at }) => at)).toEqual([190, 100, 100]);
  });

  it('tells who refined it: who wrote in it, not who moved or connected it', () => {
    expect(itemStory(contributions, null, FIRST)?.refinedBy.map(({ name }) => name)).toEqual(['ada']);
  });

  it('says what was brought from offline, and who held the pen', () => {
    expect(itemStory(contributions, null, FIRST)?.changes.map(({ offline }) => offline)).toEqual([true, false, false]);
    const written = itemStory(contributions, null, BUILT);
    expect(written?.startedOffline).toBe(true);
    expect(written?.changes).toMatchObject([{ person: { name: 'ben' }, heldThePen: true }]);
  });

  it('tells what it was built on and what it led to, with the why, and counts what grew from it by any way', () => {
    const first = itemStory(contributions, lineage, FIRST);
    expect(first?.grew).toBe(2);
    expect(first?.builtOn).toEqual([]);
    expect(first?.ledTo).toMatchObject([
      { itemId: BUILT, words: 'Built', kind: 'built on', why: 'because', present: true },
      { itemId: GONE, words: 'Gone', kind: 'copied from', why: null, present: false },
    ]);
    const built = itemStory(contributions, lineage, BUILT);
    expect(built?.builtOn.map(({ words }) => words)).toEqual(['First']);
    expect(built?.ledTo.map(({ words }) => words)).toEqual(['Later']);
  });

  it('names nobody where nobody started it', () => {
    expect(itemStory(contributions, null, 'shape:2' as ItemId)).toMatchObject({
      startedBy: null,
      changes: [],
      grew: 0,
    });
  });

  it('has nothing to tell about an item that is not in the log yet', () => {
    expect(itemStory(contributions, null, 'shape:3' as ItemId)).toBeNull();
  });
});
