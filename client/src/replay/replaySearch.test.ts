import { expect, it } from 'vitest';
import { followingIdea, MOST_IN_ADDRESS, readReplaySearch, withoutFilter, withOrWithout } from './replaySearch.ts';

it('reads what an address asks for, and leaves out what is none of it', () => {
  const asked = {
    t: 1_790_000_000_000,
    to: 1_790_000_100_000,
    item: 'shape:a',
    idea: 'shape:b',
    moment: 'm',
    together: 1,
    who: ['ada'],
    kind: ['built on'],
    only: ['shape:c'],
  };
  expect(readReplaySearch({ ...asked, other: true })).toEqual(asked);
  expect(readReplaySearch({ t: 'yesterday', to: [], item: 7, idea: null, moment: {}, together: 2 })).toEqual({});
  expect(readReplaySearch({ t: Infinity })).toEqual({});
});

it('takes one word for a list of one, and of a list what can be asked for, each once', () => {
  expect(readReplaySearch({ who: 'ada', kind: 'wrote' })).toEqual({ who: ['ada'], kind: ['wrote'] });
  expect(readReplaySearch({ kind: ['wrote', 'guessed', 'wrote', 7, null], who: ['', {}], only: [] })).toEqual({
    kind: ['wrote'],
  });
  const many = Array.from({ length: 2 * MOST_IN_ADDRESS }, (_, index) => `shape:${index}`);
  expect(readReplaySearch({ only: many }).only).toHaveLength(MOST_IN_ADDRESS);
});

it('asks for one more, for that one no longer, and for everything, and leaves the rest as it is', () => {
  const one = withOrWithout({ t: 5 }, 'kind', 'wrote');
  expect(one).toEqual({ t: 5, kind: ['wrote'] });
  const two = withOrWithout(one, 'kind', 'started');
  expect(two).toEqual({ t: 5, kind: ['wrote', 'started'] });
  expect(withOrWithout(withOrWithout(two, 'kind', 'wrote'), 'kind', 'started')).toEqual({ t: 5 });
  expect(withoutFilter({ ...two, who: ['ada'], only: ['shape:a'] })).toEqual({ t: 5 });
});

it('follows one idea at a time, or none, and leaves the rest as it is', () => {
  const one = followingIdea({ t: 5, kind: ['wrote'] }, 'shape:a');
  expect(one).toEqual({ t: 5, kind: ['wrote'], idea: 'shape:a' });
  expect(followingIdea(one, 'shape:b')).toEqual({ t: 5, kind: ['wrote'], idea: 'shape:b' });
  expect(followingIdea(one, null)).toEqual({ t: 5, kind: ['wrote'] });
  expect(readReplaySearch({ ...one })).toEqual(one);
});
