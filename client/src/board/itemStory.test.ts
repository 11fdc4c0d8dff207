import { ContributionsSchema, type ItemId } from '@weft/protocol';
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
      people: [
        { personId: 'cleo', kinds: ['connected'], characters: 0 },
        { personId: 'ben', kinds: ['started', 'wrote'], characters: 9 },
        { personId: 'gone', kinds: ['arranged'], characters: 0 },
        { personId: 'ada', kinds: ['refined', 'arranged'], characters: 1 },
      ],
    },
    { id: 'shape:2', type: 'note', startedBy: null, startedAt: 100, people: [] },
  ],
  contributions: [
    { id: '1', personId: 'ada', kind: 'refined', itemId: 'shape:1', from: 150, to: 160 },
    { id: '2', personId: 'ada', kind: 'arranged', itemId: 'shape:1', from: 180, to: 190 },
    { id: '3', personId: 'ada', kind: 'started', itemId: 'shape:9', from: 500, to: 500 },
  ],
});

describe('itemStory', () => {
  it('tells who started an item, and the others in order of arrival, whoever did more', () => {
    const story = itemStory(contributions, 'shape:1' as ItemId);
    expect(story?.startedBy?.name).toBe('ben');
    expect(story?.changes.map(({ person: by }) => by?.name)).toEqual(['ada', 'cleo', undefined]);
  });

  it('says when each last did something to this item, not to another', () => {
    const story = itemStory(contributions, 'shape:1' as ItemId);
    expect(story?.changes.map(({ at }) => at)).toEqual([190, 100, 100]);
  });

  it('names nobody where no name is to be seen', () => {
    expect(itemStory(contributions, 'shape:2' as ItemId)).toEqual({ startedBy: null, startedAt: 100, changes: [] });
  });

  it('has nothing to tell about an item that is not in the log yet', () => {
    expect(itemStory(contributions, 'shape:3' as ItemId)).toBeNull();
  });
});
