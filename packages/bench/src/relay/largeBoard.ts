import { writeChanges } from '@weft/board-model';
import * as Y from 'yjs';
import { asAdded, noteRecord, sentence } from '../board/boardRecords.ts';

const NOTES_AN_UPDATE = 250;
/** Numbers of these notes lie far from those of the people who edit beside them. */
const FIRST_NOTE = 100_000;

/** Updates of one client that make a board of at least so many bytes (V1), as notes with text. */
export function largeBoard(clientId: number, bytes: number): readonly Uint8Array[] {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  let size = 0;
  for (let next = FIRST_NOTE; size < bytes; next += NOTES_AN_UPDATE) {
    const notes = Array.from({ length: NOTES_AN_UPDATE }, (_, i) => noteRecord(next + i, sentence(next + i)));
    writeChanges(doc, { added: asAdded(notes), updated: {}, removed: {} }, null);
    size += updates.at(-1)?.length ?? 0;
  }
  return updates;
}
