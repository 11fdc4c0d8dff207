import type { TLNoteShape } from '@tldraw/tlschema';
import type * as Y from 'yjs';
import { seededRandom } from '../seededRandom.ts';
import type { BoardStorage } from './BoardStorage.ts';

/** Moves one of the notes after the other, at random. @returns the update of each move */
export function noteMoves(
  storage: BoardStorage,
  doc: Y.Doc,
  notes: readonly TLNoteShape[],
  count: number,
): Uint8Array[] {
  const random = seededRandom(4);
  const at = [...notes];
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  while (updates.length < count) {
    const i = Math.floor(random() * at.length);
    const from = at[i];
    if (!from) continue;
    const to = { ...from, x: from.x + 1 + random() * 50, y: from.y + random() * 50 };
    storage.move(doc, from, to);
    at[i] = to;
  }
  return updates;
}
