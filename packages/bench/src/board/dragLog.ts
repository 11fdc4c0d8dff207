import type { TLNoteShape } from '@tldraw/tlschema';
import * as Y from 'yjs';
import { seededRandom } from '../seededRandom.ts';
import type { BoardStorage } from './BoardStorage.ts';
import { noteRecords } from './boardRecords.ts';
import { packLog, type LoggedUpdate } from './packLog.ts';

export interface DragLog {
  readonly updates: number;
  readonly rawBytes: number;
  readonly packedBytes: number;
}

const ITEMS = 20;
const SECONDS = 60;
const WRITES_PER_SECOND = 4;
/** A hand that is on the way somewhere: hundreds of pixels a second, turning all the time. */
const PIXELS_PER_WRITE = 120;

/** What one person's dragging of 20 items for a minute leaves in the log, each write one transaction. */
export function dragLog(storage: BoardStorage): DragLog {
  const doc = new Y.Doc();
  doc.clientID = 3_000_000_017;
  const random = seededRandom(2);
  let items = noteRecords(ITEMS, () => '').map((note) => ({ ...note, x: random() * 4_000, y: random() * 4_000 }));
  storage.putAll(doc, items);
  const log: LoggedUpdate[] = [];
  let at = 0;
  doc.on('update', (payload: Uint8Array) => log.push({ at, author: 1, payload }));
  let direction = 0;
  for (let write = 0; write < SECONDS * WRITES_PER_SECOND; write++) {
    at += 245 + Math.floor(random() * 10);
    direction += (random() - 0.5) * 2;
    const length = random() * PIXELS_PER_WRITE;
    const [dx, dy] = [Math.cos(direction) * length, Math.sin(direction) * length];
    const moved = items.map((item): TLNoteShape => ({ ...item, x: item.x + dx, y: item.y + dy }));
    doc.transact(() => items.forEach((item, i) => storage.move(doc, item, moved[i] ?? item)));
    items = moved;
  }
  const rawBytes = log.reduce((sum, { payload }) => sum + payload.length, 0);
  return { updates: log.length, rawBytes, packedBytes: packLog(log).length };
}
