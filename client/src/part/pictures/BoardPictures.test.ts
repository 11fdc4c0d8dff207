import type { ItemId } from '@weft/protocol';
import { expect, it } from 'vitest';
import { BoardPictures } from './BoardPictures.ts';

const board = (src: string) =>
  new BoardPictures({
    'shape:i': { typeName: 'shape', id: 'shape:i', type: 'image', props: { assetId: 'asset:i' } },
    'shape:n': { typeName: 'shape', id: 'shape:n', type: 'note', props: {} },
    'asset:i': { typeName: 'asset', id: 'asset:i', type: 'image', props: { src } },
  });
const [image, note] = ['shape:i', 'shape:n'] as [string, string] as unknown as [ItemId, ItemId];

it('an image item is shown by its image, if Weft keeps it: nothing is fetched from elsewhere', () => {
  const kept = '/api/boards/b-1/assets/6b7fa4';
  expect(board(kept).imageOf(image)).toBe(kept);
  expect(board(kept).imageOf(note)).toBeNull();
  for (const src of ['https://elsewhere.example/a.png', '//elsewhere.example/a.png', `${kept}/../../x`, 'data:,x']) {
    expect(board(src).imageOf(image)).toBeNull();
  }
});
