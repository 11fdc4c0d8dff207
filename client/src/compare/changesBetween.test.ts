import type { TLRecord } from '@tldraw/tlschema';
import { SCHEMA, readBoard, seedBoard, writeChanges } from '@weft/board-model';
import type { Contributions, ContributionKind, ItemId, PersonId } from '@weft/protocol';
import { createTLStore } from 'tldraw';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { noteRecord } from '../canvas/board.testkit.ts';
import { changesBetween } from './changesBetween.ts';

function boardWith(...notes: readonly [name: string, text: string][]): ReadonlyMap<string, TLRecord> {
  const doc = new Y.Doc();
  seedBoard(doc);
  const store = createTLStore({ schema: SCHEMA });
  store.put([...readBoard(doc).records.values()]);
  const records = notes.map(([name, text]) => noteRecord(store, name, text));
  const added = Object.fromEntries(records.map((record) => [record.id, record]));
  writeChanges(doc, { added, updated: {}, removed: {} }, null);
  return readBoard(doc).records;
}

const ben = 'ben' as PersonId;
const act = (itemId: string, at: number) => ({
  id: `${at}.1`,
  personId: ben,
  kind: 'wrote' as ContributionKind,
  itemId: itemId as ItemId,
  from: at,
  to: at,
});
const contributions: Pick<Contributions, 'contributions' | 'people'> = {
  people: [{ id: ben, name: 'Ben', color: '#335577' as never }],
  contributions: [act('shape:b', 50), act('shape:c', 5), act('shape:d', 60)],
};

it('tells what was added, changed and removed between two times, and by whom', () => {
  const before = boardWith(['a', 'same'], ['b', 'before'], ['c', 'gone']);
  const after = boardWith(['a', 'same'], ['b', 'after'], ['d', 'new']);
  const changes = changesBetween(before, after, contributions, { from: 10, to: 100 });
  expect(
    changes.map(({ itemId, kind, words, people }) => [itemId, kind, words, people.map(({ name }) => name)]),
  ).toEqual([
    ['shape:b', 'changed', 'after', ['Ben']],
    ['shape:d', 'added', 'new', ['Ben']],
    ['shape:c', 'removed', 'gone', []],
  ]);
});

it('tells nothing where both are the same', () => {
  const board = boardWith(['a', 'same']);
  expect(changesBetween(board, board, contributions, { from: 10, to: 100 })).toEqual([]);
});
