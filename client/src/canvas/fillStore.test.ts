import { SCHEMA, seedBoard, writeChanges } from '@weft/board-model';
import { createShapeId, createTLStore, getIndices } from 'tldraw';
import type { TLRecord, TLShapeId, TLStore } from 'tldraw';
import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { noteRecord } from './board.testkit.ts';
import { StoreBinding } from './bindStoreToBoard.ts';
import { atOnce, fillStore } from './fillStore.ts';

const NOTES = 450;

function largeBoard(): { doc: Y.Doc; store: TLStore; notes: TLRecord[] } {
  const doc = new Y.Doc();
  seedBoard(doc);
  const store = createTLStore({ schema: SCHEMA });
  const notes = Array.from({ length: NOTES }, (_, i) => newNote(`n${i}`));
  const added = Object.fromEntries(notes.map((note) => [note.id, note]));
  writeChanges(doc, { added, updated: {}, removed: {} }, 'seed');
  return { doc, store, notes };
}

/** A store with a page, for records that are not in the one that is filled. */
const elsewhere = createTLStore({ schema: SCHEMA });
elsewhere.mergeRemoteChanges(() => {});

const newNote = (name: string): TLRecord => noteRecord(elsewhere, name, `Note ${name}`);

const shownOf = (store: TLStore) => new Map<string, TLRecord>(store.allRecords().map((record) => [record.id, record]));

/** Puts the portions one after the other and does something after the `when`th. */
function interrupted<T>(work: Generator<unknown, T, undefined>, when: number, change: () => void): T {
  let next = work.next();
  for (let at = 0; next.done !== true; at++) {
    if (at === when) change();
    next = work.next();
  }
  return next.value;
}

describe('filling the store in portions', () => {
  it('ends with what the document holds, and says on the way how far it is', () => {
    const { doc, store } = largeBoard();
    const work = fillStore(store, doc);
    const steps: number[] = [];
    let next = work.next();
    for (; next.done !== true; next = work.next()) {
      expect(next.value.total).toBe(NOTES);
      steps.push(next.value.done);
    }
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(steps.length).toBeGreaterThan(8);
    for (const [id, record] of next.value.view.records) expect(shownOf(store).get(id)).toEqual(record);
  });

  it('has each item judged once, and still none put that is not fit', () => {
    const doc = new Y.Doc();
    seedBoard(doc);
    const notes = getIndices(3).map((index) => ({ ...newNote(index), index }) as TLRecord);
    writeChanges(
      doc,
      { added: Object.fromEntries(notes.map((note) => [note.id, note])), updated: {}, removed: {} },
      '',
    );
    const store = createTLStore({ schema: SCHEMA });
    const judge = vi.spyOn(SCHEMA.types.shape, 'validate');
    atOnce(fillStore(store, doc));
    expect(judge).toHaveBeenCalledTimes(notes.length);
    judge.mockRestore();
    const unfit = { ...notes[0], id: createShapeId('unfit'), x: Number.NaN } as TLRecord;
    expect(() => store.mergeRemoteChanges(() => store.put([unfit]))).toThrow(/x/);
  });

  it.each([0, 3, 7, 9, 10, 11])('takes in what others do after portion %i', (when) => {
    const { doc, store, notes } = largeBoard();
    const [first, last] = [notes[0], notes.at(-1)];
    if (first?.typeName !== 'shape' || !last) throw new Error('no notes');
    const arrival = newNote('arrival');
    const view = interrupted(fillStore(store, doc), when, () => {
      writeChanges(
        doc,
        {
          added: { [arrival.id]: arrival },
          updated: { [first.id]: [first, { ...first, x: 500 }] },
          removed: { [last.id]: last },
        },
        'peer',
      );
    });
    expect(store.get(first.id)).toMatchObject({ x: 500 });
    expect(store.has(last.id as TLShapeId)).toBe(false);
    expect(store.has(arrival.id)).toBe(true);
    expect(view.flush()).toEqual({ put: [], removed: [], quarantined: 0 });
  });

  it('writes nothing, and what follows is written and shown as ever', () => {
    const { doc, store } = largeBoard();
    let updates = 0;
    doc.on('update', () => updates++);
    const view = atOnce(fillStore(store, doc));
    expect(updates).toBe(0);
    const binding = new StoreBinding({
      store,
      doc,
      view,
      sendIntent: () => {},
      onUnwritten: () => {},
      onQuarantine: () => {},
    });
    const id = createShapeId('n7');
    store.update(id, (note) => ({ ...note, x: 77 }));
    binding.writeNow();
    expect(updates).toBe(1);
    expect(view.view.records.get(id)).toMatchObject({ x: 77 });
    binding.destroy();
  });

  it('does not make a page of its own beside the only one there is', () => {
    const { doc, store } = largeBoard();
    const page = SCHEMA.types.page.create({ id: 'page:other' as never, name: 'Other', index: 'a5' as never });
    writeChanges(doc, { added: { [page.id]: page }, updated: {}, removed: {} }, 'peer');
    doc.getMap('records').delete('page:page');
    atOnce(fillStore(store, doc));
    expect(store.allRecords().filter(({ typeName }) => typeName === 'page')).toHaveLength(1);
  });

  it('lets go of the document when it is given up', () => {
    const { doc, store } = largeBoard();
    const work = fillStore(store, doc);
    for (let portion = 0; portion < 10; portion++) work.next();
    work.return(undefined as never);
    const held = doc.getMap('records') as unknown as { readonly _dEH: { readonly l: readonly unknown[] } };
    // oxlint-disable-next-line no-underscore-dangle -- Yjs tells in no other way who still listens
    expect(held._dEH.l).toEqual([]);
  });
});
