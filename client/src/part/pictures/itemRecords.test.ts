import type { TLRecord } from '@tldraw/tlschema';
import { expect, it } from 'vitest';
import { itemRecords } from './itemRecords.ts';

const PAGE = { typeName: 'page', id: 'page:b' };
const shape = (id: string, type: string, parentId: string) => ({
  typeName: 'shape',
  id: `shape:${id}`,
  type,
  parentId,
});
const bound = (arrow: string, to: string) => ({
  typeName: 'binding',
  id: `binding:${arrow}-${to}`,
  fromId: `shape:${arrow}`,
  toId: `shape:${to}`,
});
const boardOf = (...records: readonly { readonly id: string; readonly typeName: string }[]) =>
  new Map(records.map((record) => [record.id, record])) as unknown as ReadonlyMap<string, TLRecord>;

it('an item is shown with all that lies in it, on one page, and without anything else', () => {
  const board = boardOf(
    PAGE,
    { typeName: 'page', id: 'page:c' },
    shape('frame', 'frame', 'page:c'),
    shape('group', 'group', 'shape:frame'),
    shape('note', 'note', 'shape:group'),
    shape('else', 'note', 'page:c'),
  );
  const shown = itemRecords(board, 'shape:frame');
  expect([...shown.keys()].toSorted()).toEqual(['page:b', 'shape:frame', 'shape:group', 'shape:note']);
  expect(shown.get('shape:frame')).toMatchObject({ parentId: 'page:b' });
  expect(shown.get('shape:note')).toMatchObject({ parentId: 'shape:group' });
});

it('an arrow brings along what it joins, where that lies beside it', () => {
  const board = boardOf(
    PAGE,
    shape('a', 'note', 'page:b'),
    shape('far', 'note', 'shape:frame'),
    shape('arrow', 'arrow', 'page:b'),
    bound('arrow', 'a'),
    bound('arrow', 'far'),
  );
  expect([...itemRecords(board, 'shape:arrow').keys()].toSorted()).toEqual([
    'binding:arrow-a',
    'binding:arrow-far',
    'page:b',
    'shape:a',
    'shape:arrow',
  ]);
});

it('what is not on the board has no picture, and a ring of parents ends', () => {
  expect(itemRecords(boardOf(PAGE), 'shape:gone').size).toBe(0);
  const ring = boardOf(PAGE, shape('a', 'group', 'shape:b'), shape('b', 'group', 'shape:a'));
  expect([...itemRecords(ring, 'shape:a').keys()].toSorted()).toEqual(['page:b', 'shape:a', 'shape:b']);
});
