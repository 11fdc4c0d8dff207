import { describe, expect, it } from 'vitest';
import { readBoard } from './index.ts';
import { itemsWithin } from './itemsWithin.ts';
import { binding, boardWith, note, shape } from './sampleBoard.testkit.ts';

const { records } = readBoard(
  boardWith(
    shape('frame', 'frame', { index: 'a1' }),
    shape('group', 'group', { parentId: 'shape:frame', index: 'a1' }),
    note('inner', 'in a group in the frame', { parentId: 'shape:group', index: 'a1' }),
    note('inside', 'in the frame', { parentId: 'shape:frame', index: 'a2' }),
    note('outside', 'beside it', { index: 'a2' }),
    shape('arrow', 'across', { index: 'a3' }),
    binding('across-start', 'across', 'inside', 'start'),
    binding('across-end', 'across', 'outside'),
    shape('arrow', 'loose', { index: 'a4' }),
    binding('loose-end', 'loose', 'outside'),
  ),
);
const within = (...asked: string[]) => [...itemsWithin(records, asked)].toSorted();

describe('what is asked for of a board', () => {
  it('[O6] comes with what lies in it, at whatever depth', () => {
    expect(within('shape:frame')).toEqual(['shape:frame', 'shape:group', 'shape:inner', 'shape:inside']);
    expect(within('shape:inside')).toEqual(['shape:inside']);
  });

  it('[O6] comes with the arrows that join two of it, and with no others', () => {
    expect(within('shape:inside', 'shape:outside')).toEqual(['shape:across', 'shape:inside', 'shape:outside']);
    expect(within('shape:outside')).toEqual(['shape:outside']);
  });

  it('[O6] stays what it was where it is not on the board', () => {
    expect(within('shape:gone')).toEqual(['shape:gone']);
    expect(within()).toEqual([]);
  });
});
