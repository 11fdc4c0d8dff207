import { SCHEMA } from '@weft/board-model';
import { createTLStore, PageRecordType } from 'tldraw';
import type { TLNoteShape } from 'tldraw';
import { describe, expect, it } from 'vitest';
import { noteRecord } from './board.testkit.ts';
import { PendingChanges } from './PendingChanges.ts';

const store = createTLStore({ schema: SCHEMA });
store.put([PageRecordType.create({ id: PageRecordType.createId('p'), name: '', index: 'a1' as never })]);
const note = noteRecord(store, 'a');
const changed = (from: TLNoteShape, to: TLNoteShape) =>
  ({ added: {}, updated: { [from.id]: [from, to] }, removed: {} }) as never;

describe('PendingChanges', () => {
  it('lays what is pending over what others did, property by property', () => {
    const pending = new PendingChanges();
    pending.add(changed(note, { ...note, x: 5, props: { ...note.props, size: 'xl' }, meta: { mine: 1 } }));
    const theirs: TLNoteShape = { ...note, y: 7, props: { ...note.props, color: 'red' }, meta: { theirs: 2 } };
    expect(pending.over(theirs)).toMatchObject({
      x: 5,
      y: 7,
      props: { color: 'red', size: 'xl' },
      meta: { mine: 1, theirs: 2 },
    });
  });

  it('keeps a removed property removed', () => {
    const pending = new PendingChanges();
    const tagged = { ...note, meta: { tag: 1 } };
    pending.add(changed(tagged, note));
    expect(pending.over(tagged)).toMatchObject({ meta: {} });
  });

  it('gives records that nothing is pending for as they are', () => {
    expect(new PendingChanges().over(note)).toBe(note);
  });

  it('holds back a record whose removal is pending', () => {
    const pending = new PendingChanges();
    pending.add({ added: {}, updated: {}, removed: { [note.id]: note } });
    expect(pending.over(note)).toBeNull();
    expect(pending.isEmpty).toBe(false);
    pending.take();
    expect(pending.isEmpty).toBe(true);
  });
});
