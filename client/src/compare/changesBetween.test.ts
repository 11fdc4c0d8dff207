import { readBoard } from '@weft/board-model';
import type { Contributions, ContributionKind, ItemId, PersonId } from '@weft/protocol';
import { expect, it } from 'vitest';
import { boardWith as sampleBoard, note } from '../../../packages/board-model/src/sampleBoard.testkit.ts';
import { changesBetween } from './changesBetween.ts';

const boardWith = (...notes: readonly [name: string, text: string][]) =>
  readBoard(sampleBoard(...notes.map(([name, text]) => note(name, text)))).records;

const ben = 'ben' as PersonId;
const act = (itemId: string, at: number) => ({
  id: `${at}.1`,
  personId: ben,
  kind: 'wrote' as ContributionKind,
  itemId: itemId as ItemId,
  from: at,
  to: at,
});
const contributions: Pick<Contributions, 'contributions' | 'people'> = {
  people: [{ id: ben, name: 'Ben', color: '#335577' }],
  contributions: [act('shape:b', 50), act('shape:c', 5), act('shape:d', 60)],
};

it('tells what was added, changed and removed between two times, and by whom', () => {
  const before = boardWith(['a', 'same'], ['b', 'before'], ['c', 'gone']);
  const after = boardWith(['a', 'same'], ['b', 'after'], ['d', 'new']);
  const changes = changesBetween(before, after, contributions, { from: 10, to: 100 });
  expect(
    changes.map(({ itemId, kind, words, people }) => [itemId, kind, words, people.map(({ name }) => name)]),
  ).toEqual([
    ['shape:b', 'changed', 'after', ['Ben']],
    ['shape:d', 'added', 'new', ['Ben']],
    ['shape:c', 'removed', 'gone', []],
  ]);
});

it('tells nothing where both are the same', () => {
  const board = boardWith(['a', 'same']);
  expect(changesBetween(board, board, contributions, { from: 10, to: 100 })).toEqual([]);
});
