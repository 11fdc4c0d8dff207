import { ActsInTime, NO_FILTER, type ActFilter } from '@weft/history/timeline';
import type { ContributionKind, ItemId, PersonId } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { glowsAt, litItems, sameGlows } from './glowsAt.ts';

const act = (personId: string, itemId: string, from: number, to = from, kind: ContributionKind = 'wrote') => ({
  personId: personId as PersonId,
  itemId: itemId as ItemId,
  kind,
  from,
  to,
});
const people = new Map(
  ['ada', 'ben'].map((id) => [id as PersonId, { id: id as PersonId, name: id, color: '#b5382a' }]),
);
const acts = [
  act('ada', 'shape:1', 0, 10),
  act('ben', 'shape:1', 12),
  act('ben', 'shape:2', 14, 14, 'arranged'),
  act('ada', 'shape:3', 90),
];
const picture = { acts, people };
type Asked = { people?: string[]; kinds?: ContributionKind[]; items?: string[] };

const at = (time: number, { people: asked = [], kinds = [], items }: Asked = {}) => {
  const filter: ActFilter = {
    people: new Set(asked as PersonId[]),
    kinds: new Set(kinds),
    items: items === undefined ? null : new Set(items as ItemId[]),
  };
  const glows = glowsAt(picture, new ActsInTime(acts), { at: time, linger: 5, filter });
  const lit = litItems(picture, filter);
  return { glows: glows.map(({ itemId, person }) => `${person.name} ${itemId}`), lit: lit && [...lit] };
};

const glows = (time: number) => glowsAt(picture, new ActsInTime(acts), { at: time, linger: 5, filter: NO_FILTER });

describe('what stands out', () => {
  it('lets glow what is being changed, in the colour of who changed it last', () => {
    expect(at(5)).toEqual({ glows: ['ada shape:1'], lit: null });
    expect(at(14)).toEqual({ glows: ['ben shape:1', 'ben shape:2'], lit: null });
    expect(at(50)).toEqual({ glows: [], lit: null });
  });

  it('dims all but what the chosen people had a hand in, and lets only their doing glow', () => {
    expect(at(13, { people: ['ada'] })).toEqual({ glows: ['ada shape:1'], lit: ['shape:1', 'shape:3'] });
  });

  it('dims all but what was done so, and lets only such doing glow', () => {
    expect(at(14, { kinds: ['arranged'] })).toEqual({ glows: ['ben shape:2'], lit: ['shape:2'] });
    expect(at(14, { kinds: ['removed'] })).toEqual({ glows: [], lit: [] });
  });

  it('dims all but the items that are asked for', () => {
    expect(at(14, { items: ['shape:2'] })).toEqual({ glows: ['ben shape:2'], lit: ['shape:2'] });
    expect(at(14, { items: ['shape:2'], people: ['ada'] })).toEqual({ glows: [], lit: [] });
  });

  it('knows glows again, so that nothing is drawn anew for them', () => {
    expect(sameGlows(glows(4), glows(6))).toBe(true);
    expect(sameGlows(glows(4), glows(13))).toBe(false);
    expect(sameGlows(glows(4), [])).toBe(false);
  });
});
