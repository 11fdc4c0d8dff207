import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { between, encodeUpdate, item, text } from '../../update-codec/src/updateBytes.testkit.ts';
import { ANN, boardWithLocks, Copy, MALLORY, textOf, type Records } from './boardWithLocks.testkit.ts';
import type { Verdict } from './index.ts';

const ANY = 8;
const NULL = [1, 126];
const FORGER = 9_000;
/** Squared it is more than is borne. */
const MANY = 1_500;

const times = <T>(make: (at: number) => T): T[] => Array.from({ length: MANY }, (_, at) => make(at));
const words = (records: Records): Y.XmlText => textOf(records.get('shape:note'));

/** An entry of the map `records`, as somebody writes it who does not know that there is one under the key. */
const entry = (key: string): number[] => [0x20 | ANY, 1, ...text('records'), ...text(key), ...NULL];

/** A list whose items each stand at its beginning, left of the one before. */
const list = (): number[][] => [
  [0x20 | 7, 1, ...text('records'), ...text('list'), 0],
  item(ANY, [FORGER, 0], NULL),
  ...times((at) => between(ANY, null, [FORGER, at + 1], NULL)),
];

const tooLong = { kind: 'refuse', code: 'malformed_update', detail: 'takes too long to place' };

describe('an update whose items take Yjs long to place', () => {
  it('[G24] is refused where each has all under its key to pass', () => {
    const board = boardWithLocks();
    expect(board.judge(encodeUpdate([[FORGER, 0, times(() => entry('key'))]]), MALLORY)).toMatchObject(tooLong);
    expect(board.judge(encodeUpdate([[FORGER, 0, times((at) => entry(`key ${at}`))]]), MALLORY).kind).toBe('accept');
  });

  it('[G24] is refused where each has a list of its own update to pass', () => {
    const inFront = times(() => between(ANY, null, [FORGER, 1], NULL));
    const update = encodeUpdate([[FORGER, 0, [...list().slice(0, 2), ...inFront]]]);
    expect(boardWithLocks().judge(update, MALLORY)).toMatchObject(tooLong);
  });

  it('[G24] is refused where each has a list of the board to pass', () => {
    const board = boardWithLocks();
    expect(board.receive(encodeUpdate([[FORGER, 0, list()]]), MALLORY, 'participant', {}).kind).toBe('accept');
    const last = [FORGER, 1] as const;
    const across = encodeUpdate([[FORGER + 1, 0, times(() => between(ANY, null, last, NULL))]]);
    expect(board.judge(across, MALLORY)).toMatchObject(tooLong);
    const fromOne = encodeUpdate([[FORGER + 1, 0, times(() => between(ANY, [FORGER, MANY + 1], last, NULL))]]);
    expect(board.judge(fromOne, MALLORY)).toMatchObject(tooLong);
  });

  it('[G24] is accepted from people who write forwards, backwards and in between, at one place at the same time', () => {
    const board = boardWithLocks();
    const write = (how: (line: Y.XmlText, at: number) => void): Verdict => {
      const copy = new Copy(boardAsItWas);
      return board.receive(
        copy.update((records) => times((at) => how(words(records), at))),
        ANN,
        'participant',
        copy,
      );
    };
    const boardAsItWas = boardWithLocks();
    for (const how of [
      (line: Y.XmlText) => line.insert(3, 'ab'),
      (line: Y.XmlText, at: number) => line.insert(3 + at, 'a'),
      (line: Y.XmlText, at: number) => line.insert(at % 3 === 0 ? 0 : line.length >> 1, 'c'),
      (line: Y.XmlText, at: number) => line.format(1, 4, { bold: at % 2 === 0 || null }),
    ]) {
      expect(write(how).kind).toBe('accept');
    }
    expect(board.pending).toBeNull();
  });

  it('[G24] is accepted where one key changes again and again', () => {
    const board = boardWithLocks();
    const copy = new Copy(board);
    const other = new Copy(board);
    expect(copy.send((records) => times((at) => records.get('shape:note')?.set('xy', [at, at]))).kind).toBe('accept');
    expect(
      other.send((records) => times((at) => records.get('shape:note')?.set(at % 2 ? 'xy' : 'a', [at, at]))).kind,
    ).toBe('accept');
  });
});
