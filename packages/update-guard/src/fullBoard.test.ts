import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { boardWithLocks, Copy, FAY, recordsIn, textOf, type Records } from './boardWithLocks.testkit.ts';
import type { Purpose } from './index.ts';
import type { SimulatedBoard } from './simulatedBoard.testkit.ts';

/** A board that has room for these only; `asked` says how much for. */
function boardWithRoomFor(...purposes: readonly Purpose[]) {
  const board = boardWithLocks();
  const asked: (readonly [purpose: Purpose, bytes: number, structs: number])[] = [];
  board.room = {
    hasRoom: (purpose, bytes, structs) => {
      asked.push([purpose, bytes, structs]);
      return purposes.includes(purpose);
    },
  };
  return { board, asked };
}

const add = (records: Records): void => void records.set('shape:new', new Y.Map([['type', 'note']]));
const move = (records: Records): void => void records.get('shape:note')?.set('xy', [9, 9]);
const remove = (records: Records): void => records.delete('shape:note');
const write = (records: Records): void => textOf(records.get('shape:note')).insert(4, 'ever');

const equalsItsLog = (board: SimulatedBoard): void => {
  const replayed = new Y.Doc();
  for (const update of board.log) Y.applyUpdate(replayed, update);
  expect(recordsIn(replayed)).toEqual(recordsIn(board.doc));
  expect(board.pending).toBeNull();
};

describe('a full board', () => {
  it.each([
    ['adds to it', add],
    ['moves an item', move],
    ['writes', write],
  ])('[G21] stays as it is when somebody %s, and says so once', (_name, change) => {
    const { board } = boardWithRoomFor('deleting');
    const before = recordsIn(board.doc);
    expect(new Copy(board).send(change)).toMatchObject({ kind: 'neutralise', code: 'board_full' });
    expect(recordsIn(board.doc)).toEqual(before);
    equalsItsLog(board);
  });

  it('[G21] is as full for a facilitator', () => {
    const { board } = boardWithRoomFor('deleting');
    expect(new Copy(board).send(add, FAY)).toMatchObject({ kind: 'neutralise', code: 'board_full' });
  });

  it('[G21] leaves no gap: what the same person does later is taken once there is room', () => {
    const { board } = boardWithRoomFor('deleting');
    const copy = new Copy(board);
    copy.send(add);
    board.room = null;
    expect(copy.send(move)).toMatchObject({ kind: 'accept' });
    expect(recordsIn(board.doc)).toMatchObject({ 'shape:note': { xy: [9, 9] } });
    equalsItsLog(board);
  });

  it('[G22] can be made smaller, and what was added can be undone', () => {
    const { board } = boardWithRoomFor('deleting');
    expect(new Copy(board).send(remove)).toMatchObject({ kind: 'accept' });
    expect(recordsIn(board.doc)).not.toHaveProperty('shape:note');
    board.room = null;
    const copy = new Copy(board);
    const undo = new Y.UndoManager(copy.doc.getMap('records'));
    copy.send(add);
    board.room = boardWithRoomFor('deleting').board.room;
    expect(copy.send(() => void undo.undo())).toMatchObject({ kind: 'accept' });
    expect(recordsIn(board.doc)).not.toHaveProperty('shape:new');
    equalsItsLog(board);
  });

  it('[G22] lets what is there be moved and painted for longer than it lets new things come', () => {
    const { board } = boardWithRoomFor('deleting', 'replacing');
    expect(new Copy(board).send(move)).toMatchObject({ kind: 'accept' });
    expect(new Copy(board).send(add)).toMatchObject({ code: 'board_full' });
  });

  it('[G23] counts each deletion that is new, and none that is made already', () => {
    const { board, asked } = boardWithRoomFor('deleting');
    new Copy(board).send(remove);
    expect(asked.at(-1)).toEqual(['deleting', 0, expect.any(Number)]);
    expect(asked.at(-1)?.[2]).toBeGreaterThan(0);
    const [before, after] = [asked.length, new Copy(board)];
    // Brings the whole delete set along, as every SyncStep2 does.
    add(after.doc.getMap('records'));
    board.receive(Y.encodeStateAsUpdate(after.doc), FAY, 'participant', after);
    expect(asked.slice(before).at(-1)?.[0]).toBe('adding');
  });
});
