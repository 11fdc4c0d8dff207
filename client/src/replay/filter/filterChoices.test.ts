import { readBoard } from '@weft/board-model';
import { NO_FILTER } from '@weft/history/timeline';
import type { ContributionKind, ItemId, PersonId } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { boardWith, note, shape } from '../../../../packages/board-model/src/sampleBoard.testkit.ts';
import { filterChoices, filterWords } from './filterChoices.ts';

const ada = { id: 'ada' as PersonId, name: 'Ada', color: '#b5382a' };
const act = (kind: ContributionKind) => ({ personId: ada.id, itemId: 'shape:a' as ItemId, kind, from: 1, to: 2 });
const acts = [act('wrote'), act('started'), act('wrote')];
const picture = {
  acts,
  threads: [{ personId: ada.id, person: ada, acts }],
  words: new Map([['shape:removed' as ItemId, 'once a bench']]),
};
const { records } = readBoard(
  boardWith(
    shape('frame', 'ideas', { index: 'a1', props: { name: 'Ideas' } }),
    shape('frame', 'unnamed', { index: 'a2', props: { name: '' } }),
    note('a', 'a note', { index: 'a3' }),
  ),
);
const filter = (people: string[], kinds: ContributionKind[], only: string[]) => ({
  asked: { ...NO_FILTER, people: new Set(people as PersonId[]), kinds: new Set(kinds) },
  only: new Set(only as ItemId[]),
  isOn: true,
  toggle: () => undefined,
  clear: () => undefined,
});

function words(...asked: Parameters<typeof filter>): string {
  const now = filter(...asked);
  return filterWords(filterChoices(picture, records, now), now);
}

describe('what one can ask for of a making', () => {
  it('is whoever took part, what was done, and the frames that are there', () => {
    const choices = filterChoices(picture, records, filter([], [], []));
    expect(choices.people.map(({ name }) => name)).toEqual(['Ada']);
    expect(choices.kinds).toEqual(['started', 'wrote']);
    expect(choices.items.map(({ name }) => name)).toEqual(['Ideas', 'Frame']);
  });

  it('is also what is asked for and not there, so that it can be let go', () => {
    const choices = filterChoices(
      picture,
      records,
      filter([], ['copied'], ['shape:a', 'shape:removed', 'shape:never']),
    );
    expect(choices.kinds).toEqual(['started', 'wrote', 'copied']);
    expect(choices.items.map(({ name }) => name)).toEqual([
      'Ideas',
      'Frame',
      'a note',
      'once a bench',
      'Something that is not here now',
    ]);
  });
});

describe('what is asked for in words', () => {
  it('names people, what they did and where, each as far as something is asked for', () => {
    expect(words(['ada'], ['started', 'wrote'], ['shape:ideas'])).toBe('Ada · Started, Wrote · Ideas');
    expect(words([], [], ['shape:a'])).toBe('a note');
    expect(words([], [], [])).toBe('');
  });
});
