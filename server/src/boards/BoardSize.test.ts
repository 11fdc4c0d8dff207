import * as Y from 'yjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { BoardSize } from './BoardSize.ts';

const LIMITS = { maxBoardBytes: 10_000, maxBoardStructs: 100 };

let doc: Y.Doc;
let size: BoardSize;
let time: number;
/** The clock goes on by so much each time that it is asked. */
let tick: number;

beforeEach(() => {
  doc = new Y.Doc();
  [time, tick] = [0, 0];
  size = new BoardSize(doc, 0, LIMITS, () => (time += tick));
  doc.on('update', (update: Uint8Array) => size.changed(update.byteLength));
});

const records = () => doc.getMap<string>('records');
const encoded = () => Y.encodeStateAsUpdate(doc).byteLength;

describe('the size of a board', () => {
  it('is what its changes bring, until there would be no room: what was written over takes none', () => {
    for (let round = 0; round < 20; round++) records().set('note', 'x'.repeat(1_000));
    expect(size.bytes).toBeGreaterThan(LIMITS.maxBoardBytes);
    expect(size.hasRoom('adding', 1_000, 1)).toBe(true);
    expect(size.bytes).toBe(encoded());
  });

  it('leaves no room for more than the limit, longer for what replaces, and always for what deletes', () => {
    records().set('note', 'x'.repeat(9_500));
    expect(size.hasRoom('adding', 400, 1)).toBe(true);
    expect(size.hasRoom('adding', 600, 1)).toBe(false);
    expect(size.hasRoom('replacing', 600, 1)).toBe(true);
    expect(size.hasRoom('replacing', 2_000, 1)).toBe(false);
    records().set('more', 'x'.repeat(9_500));
    expect(size.hasRoom('deleting', 0, 1)).toBe(true);
  });

  it('counts structs as well: many small ones take more memory than their bytes say', () => {
    for (let key = 0; key < 90; key++) records().set(String(key), 'x');
    expect(size.hasRoom('adding', 1, 10)).toBe(true);
    expect(size.hasRoom('adding', 1, 11)).toBe(false);
    expect(size.hasRoom('replacing', 1, 11)).toBe(true);
    expect(size.hasRoom('deleting', 0, 60)).toBe(true);
    expect(size.hasRoom('deleting', 0, 61)).toBe(false);
  });

  it('is measured again once something was taken away, but for a small share of the time only', () => {
    tick = 10;
    records().set('note', 'x'.repeat(9_500));
    expect(size.hasRoom('adding', 1_000, 1)).toBe(false);
    records().delete('note');
    expect(size.hasRoom('adding', 1_000, 1)).toBe(false);
    expect(size.bytes).toBeGreaterThan(9_500);
    time += 500;
    expect(size.hasRoom('adding', 1_000, 1)).toBe(true);
    expect(size.bytes).toBe(encoded());
  });

  it('is what it has as a whole when that is written down for somebody who comes', () => {
    for (let round = 0; round < 20; round++) records().set('note', 'x'.repeat(1_000));
    size.measured(encoded());
    expect(size.bytes).toBeLessThan(2_000);
  });
});
