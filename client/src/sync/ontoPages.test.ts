import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { ontoPages } from './ontoPages.ts';

const put = (doc: Y.Doc, id: string, parentId?: string): unknown =>
  doc.getMap('records').set(id, new Y.Map(parentId === undefined ? [] : [['parentId', parentId]]));

it('items that came into a frame which is gone lie on a page, and all else where it lies', () => {
  const board = new Y.Doc();
  const parentOf = (id: string): unknown => board.getMap<Y.Map<unknown>>('records').get(id)?.get('parentId');
  put(board, 'page:one');
  put(board, 'shape:frame', 'page:one');
  put(board, 'shape:lost', 'shape:nowhere');
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(board));
  put(copy, 'shape:in-gone', 'shape:gone');
  put(copy, 'shape:in-frame', 'shape:frame');
  const before = Y.encodeStateVector(board);
  Y.applyUpdate(board, Y.encodeStateAsUpdate(copy));
  ontoPages(board, before);
  expect(parentOf('shape:in-gone')).toBe('page:one');
  expect(parentOf('shape:in-frame')).toBe('shape:frame');
  expect(parentOf('shape:lost')).toBe('shape:nowhere');
});
