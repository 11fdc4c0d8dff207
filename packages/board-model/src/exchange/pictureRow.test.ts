import { expect, it } from 'vitest';
import { pictureRow } from './pictureRow.ts';

it('the pages of a document stand beside each other, in their order, each with its picture yet to be kept', () => {
  const page = { name: 'Page', mime: 'image/jpeg', w: 300, h: 400 };
  const { records } = pictureRow([page, { ...page, w: 600 }, page]);
  const shapes = records.filter((record) => record.typeName === 'shape');
  expect(shapes.map(({ x, y }) => [x, y])).toEqual([
    [0, 0],
    [340, 0],
    [980, 0],
  ]);
  expect(shapes.map(({ props }) => 'assetId' in props && props.assetId)).toEqual([
    'asset:picture0',
    'asset:picture1',
    'asset:picture2',
  ]);
  expect(records.filter(({ typeName }) => typeName === 'asset')).toHaveLength(3);
});
