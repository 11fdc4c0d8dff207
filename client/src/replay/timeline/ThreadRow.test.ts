import type { ContributionKind, ItemId, PersonId } from '@weft/protocol';
import { expect, it } from 'vitest';
import { inTwo } from './ThreadRow.tsx';

const ada = 'ada' as PersonId;
const act = (kind: ContributionKind, at: number) => ({
  personId: ada,
  itemId: 'shape:a' as ItemId,
  kind,
  from: at,
  to: at,
});

it('divides a thread into what is shown and what is dimmed, each in order, and loses nothing', () => {
  const acts = [act('started', 1), act('wrote', 2), act('arranged', 3), act('wrote', 4)];
  const thread = { personId: ada, person: { id: ada, name: 'Ada', color: '#b5382a' }, acts };
  const { shown, dimmed, person } = inTwo(thread, ({ kind }) => kind === 'wrote');
  expect(shown.acts.map(({ from }) => from)).toEqual([2, 4]);
  expect(dimmed.acts.map(({ from }) => from)).toEqual([1, 3]);
  expect(person.name).toBe('Ada');
});
