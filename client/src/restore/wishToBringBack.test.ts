import type { BoardId, ItemId } from '@weft/protocol';
import { expect, it } from 'vitest';
import { takeWish, wishToBringBack } from './wishToBringBack.ts';

const board = 'board' as BoardId;

it('is granted once, on its own board, with the records as they were when it was made', () => {
  const records = new Map();
  const items = ['shape:a' as ItemId];
  wishToBringBack({ boardId: board, records, items });
  records.set('shape:b', {});
  const taken = takeWish(board);
  expect(taken?.items).toEqual(items);
  expect(taken?.records.size).toBe(0);
  expect(takeWish(board)).toBeNull();
});

it('is forgotten where another board is opened instead', () => {
  wishToBringBack({ boardId: board, records: new Map(), items: null });
  expect(takeWish('other' as BoardId)).toBeNull();
  expect(takeWish(board)).toBeNull();
});
