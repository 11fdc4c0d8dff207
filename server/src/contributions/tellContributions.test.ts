import type { FoldedContribution, FoldedItem, FoldResult } from '@weft/contribution';
import { PERSON_COLORS, SOMEONE, type BoardId, type Display, type ItemId, type PersonId } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { tellContributions } from './tellContributions.ts';

const NOTE = 'shape:note' as ItemId;
const person = (name: string): PersonId => name as PersonId;

const wrote = (name: string, from: number, to: number): FoldedContribution => ({
  id: `${from}.1`,
  personId: person(name),
  kind: 'wrote',
  itemId: NOTE,
  from,
  to,
  size: 5,
});

function told(contributions: readonly FoldedContribution[], hidden: readonly string[], display: Display = 'names') {
  const names = ['ann', 'ben', 'cleo', 'dan'];
  const item: FoldedItem = {
    id: NOTE,
    type: 'note',
    startedBy: person('ann'),
    startedAt: 0,
    originAt: 0,
    present: true,
    words: '',
    people: names.map((name) => ({ personId: person(name), kinds: ['wrote'], since: 0, characters: 5 })),
  };
  const result: FoldResult = { seq: 9, items: [item], contributions, links: [] };
  const facts = {
    settings: [{ display, since: 0 }],
    people: names.map((name, n) => ({
      id: person(name),
      name,
      color: PERSON_COLORS[n % 3] as string,
      hidden: hidden.includes(name),
    })),
  };
  const asking = { boardId: 'board' as BoardId, callerId: person('ann'), facts };
  return tellContributions(result, asking).contributions.map(({ personId, from, to }) => [personId, from, to]);
}

describe('Who did what, as one member is told', () => {
  it('tells several who are nobody as one, also in what they did at the same time', () => {
    const all = [wrote('ben', 1_000, 9_000), wrote('cleo', 2_000, 5_000), wrote('ben', 60_000, 61_000)];
    expect(told(all, ['ben', 'cleo'])).toEqual([
      [SOMEONE, 1_000, 9_000],
      [SOMEONE, 60_000, 61_000],
    ]);
    expect(told(all, [])).toHaveLength(3);
  });

  it('tells those of one colour as one, and me apart from them', () => {
    const all = [wrote('ann', 1_000, 2_000), wrote('dan', 1_500, 2_500), wrote('dan', 3_000, 40_000)];
    const [mine, ...others] = told(all, [], 'colours');
    expect(mine).toEqual(['ann', 1_000, 2_000]);
    expect(others).toEqual([['colour-1', 1_500, 40_000]]);
  });
});
