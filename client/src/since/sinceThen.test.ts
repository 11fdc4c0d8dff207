import type { Contributions, ContributionKind, ItemId, PersonId } from '@weft/protocol';
import { expect, it } from 'vitest';
import { sinceThen } from './sinceThen.ts';

const [me, ben, cleo] = ['me', 'ben', 'cleo'] as PersonId[] as [PersonId, PersonId, PersonId];
const MINUTE = 60_000;

const act = (personId: PersonId, itemId: string, from: number, to = from) => ({
  id: `${from}.1`,
  personId,
  kind: 'wrote' as ContributionKind,
  itemId: itemId as ItemId,
  from,
  to,
});

const board = (...contributions: ReturnType<typeof act>[]): Contributions =>
  ({
    people: [me, ben, cleo].map((id) => ({ id, name: id, color: '#335577' })),
    items: [{ id: 'shape:a', words: 'Where do people wait?' }],
    contributions,
  }) as unknown as Contributions;

it('tells nothing where nothing happened, or only by me', () => {
  expect(sinceThen(board(act(ben, 'shape:a', 5)), 10, me)).toBeNull();
  expect(sinceThen(board(act(ben, 'shape:a', 5), act(me, 'shape:a', 20)), 10, me)).toBeNull();
});

it('tells what others did by episode, from when I left on, and whose each changed item is', () => {
  const then = sinceThen(
    board(act(ben, 'shape:a', 5, 2 * MINUTE), act(cleo, 'shape:a', 3 * MINUTE), act(ben, 'shape:b', 60 * MINUTE)),
    MINUTE,
    me,
  );
  expect(then?.episodes.map(({ from, to, people }) => [from, to, people])).toEqual([
    [MINUTE, 3 * MINUTE, [ben, cleo]],
    [60 * MINUTE, 60 * MINUTE, [ben]],
  ]);
  expect(then?.to).toBe(60 * MINUTE);
  expect([...(then?.whose ?? [])].map(([id, shares]) => [id, shares.map(({ person }) => person.id)])).toEqual([
    ['shape:a', [ben, cleo]],
    ['shape:b', [ben]],
  ]);
  expect(then?.words.get('shape:a' as ItemId)).toBe('Where do people wait?');
});
