import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { BoardId, ConnectionId, LogEntry, PersonId } from '@weft/protocol';
import { FoldCache } from './FoldCache.ts';

const board = (name: string): BoardId => name as BoardId;

function entry(seq: number): LogEntry {
  const doc = new Y.Doc();
  doc.getMap('records').set(`shape:${seq}`, new Y.Map([['type', 'note']]));
  const payload = Y.encodeStateAsUpdate(doc);
  return { seq, at: seq, personId: 'ann' as PersonId, connectionId: 'c' as ConnectionId, kind: 'update', payload };
}

function feed(cache: FoldCache, name: string): void {
  cache.open(board(name));
  cache.append(board(name), [entry(1)]);
  cache.release(board(name));
}

describe('The cache of folds', () => {
  it('goes on where a board was left', () => {
    const cache = new FoldCache({ maxBoards: 2, maxBytes: 1_000 });
    feed(cache, 'a');
    expect(cache.open(board('a'))).toBe(1);
    cache.append(board('a'), [entry(2)]);
    expect(cache.result(board('a'))).toMatchObject({ seq: 2, items: [{ id: 'shape:1' }, { id: 'shape:2' }] });
  });

  it('drops the least recently used first', () => {
    const cache = new FoldCache({ maxBoards: 2, maxBytes: 1_000 });
    for (const name of ['a', 'b', 'a', 'c']) {
      cache.open(board(name));
      cache.release(board(name));
    }
    expect(cache.folds).toEqual(['a', 'c']);
  });

  it('drops boards that have taken in too much, but never one in use', () => {
    const cache = new FoldCache({ maxBoards: 10, maxBytes: 1 });
    cache.open(board('used'));
    cache.append(board('used'), [entry(1)]);
    feed(cache, 'large');
    expect(cache.folds).toEqual(['used']);
    expect(cache.result(board('used')).seq).toBe(1);
    cache.release(board('used'));
    expect(cache.folds).toEqual([]);
  });

  it('starts a fold anew that met an entry it cannot fold', () => {
    const cache = new FoldCache({ maxBoards: 10, maxBytes: 1_000 });
    feed(cache, 'a');
    cache.open(board('a'));
    expect(() => cache.append(board('a'), [entry(7)])).toThrow(RangeError);
    cache.release(board('a'));
    expect(cache.open(board('a'))).toBe(0);
  });
});
