import { expect, it } from 'vitest';
import { readReplaySearch } from './replaySearch.ts';

it('reads what an address asks for, and leaves out what is none of it', () => {
  const asked = {
    t: 1_790_000_000_000,
    to: 1_790_000_100_000,
    item: 'shape:a',
    idea: 'shape:b',
    moment: 'm',
    together: 1,
  };
  expect(readReplaySearch({ ...asked, other: true })).toEqual(asked);
  expect(readReplaySearch({ t: 'yesterday', to: [], item: 7, idea: null, moment: {}, together: 2 })).toEqual({});
  expect(readReplaySearch({ t: Infinity })).toEqual({});
});
