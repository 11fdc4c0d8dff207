import { readBoard } from '@weft/board-model';
import { expect, it } from 'vitest';
import { boardWith, note, page, shape } from '../../../packages/board-model/src/sampleBoard.testkit.ts';
import { changesBetween } from './changesBetween.ts';
import { pagesCompared } from './pagesCompared.ts';

const NOTHING = { people: [], contributions: [] };
const on = (name: string, parentId: string, text = name) => note(name, text, { parentId });

it('puts the pages first on which something changed, also one that is gone, each with its own changes', () => {
  const before = readBoard(
    boardWith(page('quiet', 'a2'), page('busy', 'a3'), page('gone', 'a4'), on('a', 'page:busy'), on('b', 'page:gone')),
  ).records;
  const frame = shape('frame', 'frame', { parentId: 'page:busy', index: 'a2' });
  const after = readBoard(
    boardWith(page('quiet', 'a2'), page('busy', 'a3'), on('a', 'page:busy', 'anew'), frame, on('c', 'shape:frame')),
  ).records;
  const pages = pagesCompared(before, after, changesBetween(before, after, NOTHING, { from: 1, to: 2 }));
  expect(
    pages.map(({ id, changes }) => [id, changes.map(({ itemId, kind }) => `${kind} ${itemId}`).toSorted()]),
  ).toEqual([
    ['page:busy', ['added shape:c', 'added shape:frame', 'changed shape:a']],
    ['page:gone', ['removed shape:b']],
    ['page:page', []],
    ['page:quiet', []],
  ]);
});
