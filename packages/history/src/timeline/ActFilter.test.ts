import type { ContributionKind, ItemId, LineageLink, PersonId } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { isAskedFor, isLinkAskedFor, NO_FILTER, type ActFilter } from './ActFilter.ts';

const filter = (asked: { people?: string[]; kinds?: ContributionKind[]; items?: string[] }): ActFilter => ({
  people: new Set(asked.people as PersonId[]),
  kinds: new Set(asked.kinds),
  items: asked.items === undefined ? null : new Set(asked.items as ItemId[]),
});

const act = (personId: string, kind: ContributionKind, itemId: string) => ({
  personId: personId as PersonId,
  kind,
  itemId: itemId as ItemId,
});
const ACTS = [
  act('ada', 'started', 'shape:a'),
  act('ada', 'wrote', 'shape:a'),
  act('ben', 'wrote', 'shape:a'),
  act('ben', 'built on', 'shape:b'),
];
const shown = (asked: Parameters<typeof filter>[0]) =>
  ACTS.filter((one) => isAskedFor(filter(asked), one)).map(({ personId, kind }) => `${personId} ${kind}`);

describe('what is asked for of the acts', () => {
  it('[H38] is all of them where nothing is asked for', () => {
    expect(ACTS.filter((one) => isAskedFor(NO_FILTER, one))).toEqual(ACTS);
  });

  it('[H38] is by one of the people, of one of the kinds and on one of the items', () => {
    expect(shown({ people: ['ben'] })).toEqual(['ben wrote', 'ben built on']);
    expect(shown({ kinds: ['wrote'] })).toEqual(['ada wrote', 'ben wrote']);
    expect(shown({ kinds: ['started', 'built on'] })).toEqual(['ada started', 'ben built on']);
    expect(shown({ items: ['shape:b'] })).toEqual(['ben built on']);
    expect(shown({ people: ['ben'], kinds: ['wrote'], items: ['shape:a'] })).toEqual(['ben wrote']);
    expect(shown({ people: ['ada'], kinds: ['built on'] })).toEqual([]);
  });

  it('[H38] is nothing where the items that are asked for are not there', () => {
    expect(shown({ items: [] })).toEqual([]);
  });
});

const isShown = (asked: Parameters<typeof filter>[0], kind: LineageLink['kind'] = 'built on') =>
  isLinkAskedFor(filter(asked), { from: 'shape:b' as ItemId, to: 'shape:a' as ItemId, kind }, [
    'ada' as PersonId,
    'ben' as PersonId,
  ]);

describe('what is asked for of the links', () => {
  it('[H38] is what has one of the people or one of the items at either end, and was made by one of the kinds', () => {
    expect(isShown({})).toBe(true);
    expect([isShown({ people: ['ada'] }), isShown({ people: ['ben'] }), isShown({ people: ['cleo'] })]).toEqual([
      true,
      true,
      false,
    ]);
    expect([isShown({ items: ['shape:a'] }), isShown({ items: ['shape:c'] })]).toEqual([true, false]);
    expect([isShown({ kinds: ['built on'] }), isShown({ kinds: ['copied'] })]).toEqual([true, false]);
    expect([isShown({ kinds: ['copied'] }, 'copied from'), isShown({ kinds: ['connected'] }, 'connected to')]).toEqual([
      true,
      true,
    ]);
    expect(isShown({ kinds: ['synthesised'] }, 'synthesised from')).toBe(true);
  });
});
