import { ContributionsSchema, SOMEONE_COLOR, type ItemId } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { whoseOf } from './whoseOf.ts';

const people = [
  { id: 'ada', name: 'Ada', color: '#b5382a' },
  { id: 'colour-2', name: '', color: '#2f4b9b' },
  { id: 'someone', name: 'someone', color: SOMEONE_COLOR },
];
type Part = { personId: string; kinds: string[]; characters?: number };

/** The names and parts of the one item. */
function shares(...parts: Part[]) {
  const whose = whoseOf(
    ContributionsSchema.parse({
      seq: 1,
      people,
      items: [{ id: 'shape:1', type: 'note', startedBy: 'ada', startedAt: 1, words: '', people: parts }],
      contributions: [],
      gone: [],
    }),
  );
  return whose.get('shape:1' as ItemId)?.map(({ person, part }) => [person.name, part]);
}

describe('whose an item is', () => {
  it('follows how much of its text each person wrote', () => {
    expect(
      shares(
        { personId: 'ada', kinds: ['started', 'wrote'], characters: 30 },
        { personId: 'colour-2', kinds: ['refined'], characters: 10 },
      ),
    ).toEqual([
      ['Ada', 0.75],
      ['somebody in blue', 0.25],
    ]);
  });

  it('is shared alike where nobody wrote, and not with who only tidied up', () => {
    expect(
      shares(
        { personId: 'ada', kinds: ['started'], characters: 0 },
        { personId: 'colour-2', kinds: ['refined'], characters: 0 },
      ),
    ).toEqual([
      ['Ada', 0.5],
      ['somebody in blue', 0.5],
    ]);
    expect(
      shares(
        { personId: 'ada', kinds: ['started'], characters: 0 },
        { personId: 'colour-2', kinds: ['arranged'], characters: 0 },
      ),
    ).toEqual([['Ada', 1]]);
  });

  it('has someone without a proportion', () => {
    expect(
      shares(
        { personId: 'ada', kinds: ['started', 'wrote'], characters: 3 },
        { personId: 'someone', kinds: ['wrote'] },
      ),
    ).toEqual([
      ['Ada', 1],
      ['someone', null],
    ]);
    expect(shares({ personId: 'someone', kinds: ['started', 'wrote'] })).toEqual([['someone', null]]);
  });
});
