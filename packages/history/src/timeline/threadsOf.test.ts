import type { ItemId, PersonId } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import type { Act } from './episodesOf.ts';
import { marksOf, threadsOf } from './threadsOf.ts';

const act = (personId: string, from: number): Act => ({
  personId: personId as PersonId,
  itemId: 'shape:a' as ItemId,
  kind: 'wrote',
  from,
  to: from,
});

describe('threadsOf', () => {
  it('[H35] gives each person one thread, in the order in which they came', () => {
    const threads = threadsOf([act('cleo', 30), act('ben', 20), act('ada', 25), act('ben', 5)]);
    expect(threads.map(({ personId, acts }) => [personId, acts.map(({ from }) => from)])).toEqual([
      ['ben', [5, 20]],
      ['ada', [25]],
      ['cleo', [30]],
    ]);
  });
});

describe('marksOf', () => {
  it('[H35] makes one mark of what would be drawn on top of each other, and loses no act', () => {
    const [thread] = threadsOf([0, 1, 2, 10, 11, 40].map((from) => act('ada', from)));
    const marks = marksOf(thread!, (time) => time, 5);
    expect(marks.map(({ place, acts }) => [place, acts.length])).toEqual([
      [0, 3],
      [10, 2],
      [40, 1],
    ]);
  });
});
