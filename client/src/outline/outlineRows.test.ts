import type { OutlineEntry } from '@weft/board-model';
import { describe, expect, it } from 'vitest';
import { connectable, currentIn, matching, rowsOf, rowTyped, stepFor } from './outlineRows.ts';

const entry = (id: string, children: OutlineEntry[] = [], type = 'note'): OutlineEntry => ({
  id,
  type,
  text: `${id} says`,
  relations: [],
  relation: null,
  children,
  count: children.length,
});
const board = [
  entry('page', [entry('wind'), entry('frame', [entry('shade'), entry('bench')], 'frame'), entry('tram')], 'page'),
];
const none = new Set<string>();
const rows = rowsOf(board, none);
const ids = (list: readonly { entry: OutlineEntry }[]) => list.map((row) => row.entry.id);

describe('the rows of an outline', () => {
  it('leave out the page where it is the only one', () => {
    expect(ids(rows)).toEqual(['wind', 'frame', 'shade', 'bench', 'tram']);
    expect(rows.map(({ level }) => level)).toEqual([1, 1, 2, 2, 1]);
    expect(ids(rowsOf([...board, entry('page two', [], 'page')], none))[0]).toBe('page');
  });

  it('know their place among their siblings, and whether they are open', () => {
    expect(rows[3]).toMatchObject({ position: 2, siblings: 2, parentId: 'frame', open: null });
    expect(rowsOf(board, new Set(['frame']))[1]).toMatchObject({ position: 2, siblings: 3, open: false });
  });
});

describe('the keys of a tree', () => {
  it('go down, up, to the first and the last', () => {
    expect(stepFor(rows, 'frame', 'ArrowDown')).toEqual({ kind: 'go', id: 'shade' });
    expect(stepFor(rows, 'frame', 'ArrowUp')).toEqual({ kind: 'go', id: 'wind' });
    expect(stepFor(rows, 'frame', 'Home')).toEqual({ kind: 'go', id: 'wind' });
    expect(stepFor(rows, 'frame', 'End')).toEqual({ kind: 'go', id: 'tram' });
    expect(stepFor(rows, 'tram', 'ArrowDown')).toBeNull();
  });

  it('open and enter to the right, close and leave to the left', () => {
    expect(stepFor(rows, 'frame', 'ArrowRight')).toEqual({ kind: 'go', id: 'shade' });
    expect(stepFor(rows, 'frame', 'ArrowLeft')).toEqual({ kind: 'close', id: 'frame' });
    expect(stepFor(rows, 'bench', 'ArrowLeft')).toEqual({ kind: 'go', id: 'frame' });
    expect(stepFor(rowsOf(board, new Set(['frame'])), 'frame', 'ArrowRight')).toEqual({ kind: 'open', id: 'frame' });
    expect(stepFor(rows, 'wind', 'ArrowRight')).toBeNull();
  });

  it('find what begins with the letters typed, around the end', () => {
    expect(rowTyped(rows, 'wind', 'T')?.entry.id).toBe('tram');
    expect(rowTyped(rows, 'tram', 's')?.entry.id).toBe('shade');
    expect(rowTyped(rows, 'shade', 'sh')?.entry.id).toBe('shade');
    expect(rowTyped(rows, 'wind', 'x')).toBeNull();
  });
});

it('the place is kept, or taken by what came into it', () => {
  const without = rowsOf([entry('page', [entry('wind'), entry('tram')], 'page')], none);
  expect(currentIn(without, rows, 'tram')).toBe('tram');
  expect(currentIn(without, rows, 'frame')).toBe('tram');
  expect(currentIn(without, rows, 'bench')).toBe('tram');
  expect(currentIn([], rows, 'bench')).toBeNull();
});

it('an arrow may lead to every item but itself, arrows and groups', () => {
  const pages = [entry('page', [entry('a'), entry('g', [entry('b')], 'group'), entry('arrow', [], 'arrow')], 'page')];
  expect(connectable(pages, 'a').map(({ id }) => id)).toEqual(['b']);
});

it('what is chosen from is found by any part of its words', () => {
  expect(matching([{ words: 'Note: Wind' }, { words: 'Shade' }], ' win')).toEqual([{ words: 'Note: Wind' }]);
});
