import { someone, type Contributions, type ItemId, type PersonId } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { withChanges } from './withChanges.ts';

const ann = { id: 'ann' as PersonId, name: 'Ann', color: '#b5382a' };
const item = (id: string, characters: number): Contributions['items'][number] => ({
  id: id as ItemId,
  type: 'note',
  startedBy: ann.id,
  startedAt: 0,
  words: '',
  people: [{ personId: ann.id, kinds: ['started', 'wrote'], characters }],
});
const wrote = (id: string, itemId: string, from: number): Contributions['contributions'][number] => ({
  id,
  personId: ann.id,
  kind: 'wrote',
  itemId: itemId as ItemId,
  from,
  to: from,
});
const known: Contributions = {
  seq: 9,
  people: [ann, someone],
  items: [item('shape:a', 1), item('shape:b', 2), item('shape:c', 3)],
  contributions: [wrote('1.1', 'shape:a', 1), wrote('2.1', 'shape:b', 2), wrote('3.1', 'shape:c', 3)],
  gone: [],
};

describe('What is known of everybody’s part', () => {
  it('takes over all that is told of the items that changed, and lets go of those that are gone', () => {
    const changes: Contributions = {
      seq: 12,
      people: [{ ...ann, name: 'Anna' }],
      items: [item('shape:b', 20), item('shape:d', 4)],
      contributions: [wrote('2.1', 'shape:b', 2), wrote('12.1', 'shape:d', 12)],
      gone: ['shape:a' as ItemId],
    };
    const now = withChanges(known, changes);
    expect(now.seq).toBe(12);
    expect(now.people).toEqual([{ ...ann, name: 'Anna' }, someone]);
    expect(now.items).toEqual([item('shape:b', 20), item('shape:c', 3), item('shape:d', 4)]);
    expect(now.contributions.map(({ id }) => id)).toEqual(['2.1', '3.1', '12.1']);
  });

  it('stays as it is where nothing changed', () => {
    const none: Contributions = { seq: 9, people: [ann], items: [], contributions: [], gone: [] };
    expect(withChanges(known, none)).toEqual(known);
  });

  it('is all told anew by a log that does not reach so far', () => {
    const whole: Contributions = { ...known, seq: 3, items: [item('shape:a', 7)], contributions: [] };
    expect(withChanges(known, whole)).toBe(whole);
  });
});
