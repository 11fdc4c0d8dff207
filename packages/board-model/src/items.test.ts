import { expect, it } from 'vitest';
import { isItem, itemsOf, readBoard, textOfRecord } from './index.ts';
import { binding, boardWith, imageAsset, note, shape } from './sampleBoard.testkit.ts';

it('counts shapes as items, and nothing else', () => {
  const doc = boardWith(
    note('n', ''),
    shape('arrow', 'a', { index: 'a2' }),
    binding('b', 'a', 'n'),
    imageAsset('picture'),
  );
  expect(itemsOf(readBoard(doc).records).map((item) => item.id)).toEqual(['shape:a', 'shape:n']);
  expect(isItem(binding('b', 'a', 'n'))).toBe(false);
});

it('reads what is written on an item: its text, a frame’s name, a picture’s description', () => {
  expect(textOfRecord(note('n', 'two\nlines'))).toBe('two\nlines');
  expect(textOfRecord(shape('frame', 'f'))).toBe('A frame');
  expect(textOfRecord(shape('image', 'i'))).toBe('A picture');
  expect(textOfRecord(shape('draw', 'd'))).toBe('');
  expect(textOfRecord(imageAsset('a'))).toBe('');
});
