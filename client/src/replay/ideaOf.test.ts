import { LineageSchema, type ItemId, type PersonId } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { ideaOf } from './ideaOf.ts';

const item = (id: string, startedAt: number) => ({
  id,
  type: 'note',
  startedBy: 'ada',
  startedAt,
  present: true,
  words: id,
});
const link = (from: string, to: string, at: number) => ({
  from,
  to,
  kind: 'built on',
  personId: 'ada',
  at,
  arrowId: `shape:arrow-${at}`,
});
const act = (itemId: string, from: number, to = from) => ({
  personId: 'ada' as PersonId,
  itemId: itemId as ItemId,
  kind: 'wrote' as const,
  from,
  to,
});
const lineage = LineageSchema.parse({
  seq: 1,
  people: [],
  items: [item('shape:late', 30_000), item('shape:first', 0), item('shape:idea', 10_000), item('shape:other', 5_000)],
  links: [
    link('shape:idea', 'shape:first', 10_000),
    link('shape:late', 'shape:idea', 30_000),
    link('shape:other', 'shape:unrelated', 5_000),
  ],
});

describe('ideaOf', () => {
  it('follows an item to what led to it and to what grew from it, and to nothing else', () => {
    const idea = ideaOf(lineage, [], 'shape:idea' as ItemId);
    expect(idea.steps.map(({ id }) => id)).toEqual(['shape:first', 'shape:idea', 'shape:late']);
    expect([...idea.items].toSorted()).toEqual(['shape:first', 'shape:idea', 'shape:late']);
  });

  it('lets the arrows that join them stand out as well', () => {
    const { items, lit } = ideaOf(lineage, [], 'shape:idea' as ItemId);
    expect([...lit].filter((id) => !items.has(id))).toEqual(['shape:arrow-10000', 'shape:arrow-30000']);
  });

  it('plays what was done to them, what is near together in one go', () => {
    const acts = [
      act('shape:idea', 12_000, 13_000),
      act('shape:first', 0),
      act('shape:first', 2_000, 4_000),
      act('shape:other', 6_000),
    ];
    expect(ideaOf(lineage, acts, 'shape:idea' as ItemId).stretches).toEqual([
      { from: 0, to: 4_000 },
      { from: 12_000, to: 13_000 },
    ]);
  });

  it('is the item alone where nothing hangs together with it', () => {
    const idea = ideaOf(lineage, [act('shape:alone', 7)], 'shape:alone' as ItemId);
    expect(idea).toMatchObject({ steps: [], stretches: [{ from: 7, to: 7 }] });
    expect([...idea.items]).toEqual(['shape:alone']);
  });
});
