import { describe, expect, it } from 'vitest';
import { readBoard } from '@weft/board-model';
import * as Y from 'yjs';
import { STORAGES } from './BoardStorage.ts';
import { noteRecords, sentence } from './boardRecords.ts';

describe('the storages that are compared', () => {
  it.each(STORAGES)('$name keeps what is put in and where it is moved', (storage) => {
    const doc = new Y.Doc();
    const [note] = noteRecords(1, sentence);
    if (!note) throw new Error('no note');
    storage.putAll(doc, [note]);
    storage.move(doc, note, { ...note, x: 8, y: 16 });
    const stored: unknown = doc.getMap('records').toJSON()[note.id];
    const position = storage.name === 'Weft' ? { xy: [8, 16] } : { x: 8, y: 16 };
    expect(stored).toMatchObject(position);
  });

  it('puts notes onto the board that the view shows', () => {
    const doc = new Y.Doc();
    const notes = noteRecords(100, sentence);
    STORAGES[0]?.putAll(doc, notes);
    const { records, quarantined } = readBoard(doc);
    expect(quarantined.size).toBe(0);
    for (const { id, x, y } of notes) expect(records.get(id)).toMatchObject({ x, y, type: 'note' });
  });
});
