import { ActsInTime } from '@weft/history/timeline';
import type { ItemId, PersonId } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { glowsAt, litItems, sameGlows } from './glowsAt.ts';

const act = (personId: string, itemId: string, from: number, to = from) => ({
  personId: personId as PersonId,
  itemId: itemId as ItemId,
  kind: 'wrote' as const,
  from,
  to,
});
const people = new Map(
  ['ada', 'ben'].map((id) => [id as PersonId, { id: id as PersonId, name: id, color: '#b5382a' }]),
);
const acts = [
  act('ada', 'shape:1', 0, 10),
  act('ben', 'shape:1', 12),
  act('ben', 'shape:2', 14),
  act('ada', 'shape:3', 90),
];
const picture = { acts, people };
const at = (time: number, { chosen = [] as string[], followed = null as string[] | null } = {}) => {
  const looking = {
    chosen: new Set(chosen as PersonId[]),
    followed: followed === null ? null : new Set(followed as ItemId[]),
  };
  const glows = glowsAt(picture, new ActsInTime(acts), { ...looking, at: time, linger: 5 });
  const lit = litItems(picture, looking);
  return { glows: glows.map(({ itemId, person }) => `${person.name} ${itemId}`), lit: lit && [...lit] };
};

const glows = (time: number) =>
  glowsAt(picture, new ActsInTime(acts), { at: time, linger: 5, chosen: new Set(), followed: null });

describe('what stands out', () => {
  it('lets glow what is being changed, in the colour of who changed it last', () => {
    expect(at(5)).toEqual({ glows: ['ada shape:1'], lit: null });
    expect(at(14)).toEqual({ glows: ['ben shape:1', 'ben shape:2'], lit: null });
    expect(at(50)).toEqual({ glows: [], lit: null });
  });

  it('dims all but what the chosen people had a hand in, and lets only their doing glow', () => {
    expect(at(13, { chosen: ['ada'] })).toEqual({ glows: ['ada shape:1'], lit: ['shape:1', 'shape:3'] });
  });

  it('dims all but the items that are followed', () => {
    expect(at(14, { followed: ['shape:2'] })).toEqual({ glows: ['ben shape:2'], lit: ['shape:2'] });
    expect(at(14, { followed: ['shape:2'], chosen: ['ada'] })).toEqual({ glows: [], lit: [] });
  });

  it('knows glows again, so that nothing is drawn anew for them', () => {
    expect(sameGlows(glows(4), glows(6))).toBe(true);
    expect(sameGlows(glows(4), glows(13))).toBe(false);
    expect(sameGlows(glows(4), [])).toBe(false);
  });
});
