import type { TLNoteShape } from '@tldraw/tlschema';
import {
  isKeyframeDue,
  packKeyframe,
  packSegment,
  SEGMENT_ENTRIES,
  type SealedEntry,
  type SealedSince,
} from '@weft/history/sealing';
import type { ConnectionId } from '@weft/protocol';
import * as Y from 'yjs';
import { seededRandom } from '../seededRandom.ts';
import { zstdCodec } from '../zstdCodec.ts';
import type { BoardStorage } from './BoardStorage.ts';
import { noteRecords } from './boardRecords.ts';

export interface DragLog {
  readonly updates: number;
  readonly rawBytes: number;
  /** As sealed segments. */
  readonly segmentBytes: number;
  /** The keyframes on the way. */
  readonly keyframeBytes: number;
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
  const start = Y.encodeStateAsUpdate(doc);
  const log: SealedEntry[] = [];
  let at = 0;
  doc.on('update', (payload: Uint8Array) => log.push(entry(log.length + 1, at, 1, payload)));
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
  return { updates: log.length, rawBytes, ...sealedSize(log, start) };
}

const PEOPLE = 10;
const NOTES = 1_000;
const DRAGS = 50_000;

/** Ten people who each drag one note after the other, all at once: what a workshop's log mostly is. */
export function crowdLog(storage: BoardStorage): DragLog {
  const doc = new Y.Doc();
  const random = seededRandom(1);
  const notes = noteRecords(NOTES, () => '');
  storage.putAll(doc, notes);
  const start = Y.encodeStateAsUpdate(doc);
  const hands = Array.from({ length: PEOPLE }, (_, person) => ({ person, note: 0, writesLeft: 0, direction: 0 }));
  const log: SealedEntry[] = [];
  let at = 0;
  let author = 0;
  doc.on('update', (payload: Uint8Array) => log.push(entry(log.length + 1, at, author, payload)));
  while (log.length < DRAGS) {
    for (const hand of hands) {
      if (hand.writesLeft-- <= 0) {
        hand.note = Math.floor(random() * NOTES);
        hand.writesLeft = 4 + Math.floor(random() * 12);
      }
      at += 20 + Math.floor(random() * 10);
      author = hand.person + 1;
      doc.clientID = 3_000_000_017 + hand.person * 104_729_321;
      hand.direction += (random() - 0.5) * 2;
      const length = random() * PIXELS_PER_WRITE;
      const from = notes[hand.note] as TLNoteShape;
      const to = {
        ...from,
        x: from.x + Math.cos(hand.direction) * length,
        y: from.y + Math.sin(hand.direction) * length,
      };
      storage.move(doc, from, to);
      notes[hand.note] = to;
    }
  }
  const rawBytes = log.reduce((sum, { payload }) => sum + payload.length, 0);
  return { updates: log.length, rawBytes, ...sealedSize(log, start) };
}

/** As the server would seal it, keyframes made from the log alone. */
function sealedSize(log: readonly SealedEntry[], start: Uint8Array): Pick<DragLog, 'segmentBytes' | 'keyframeBytes'> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, start);
  const size = { segmentBytes: 0, keyframeBytes: 0 };
  let since: SealedSince = { entries: 0, payloadBytes: 0, segmentBytes: 0, keyframeBytes: 0 };
  for (let from = 0; from < log.length; from += SEGMENT_ENTRIES) {
    const run = log.slice(from, from + SEGMENT_ENTRIES);
    const { length } = packSegment(run, zstdCodec).bytes;
    doc.transact(() => run.forEach(({ payload }) => Y.applyUpdate(doc, payload)));
    size.segmentBytes += length;
    since = {
      entries: since.entries + run.length,
      payloadBytes: since.payloadBytes + run.reduce((sum, { payload }) => sum + payload.length, 0),
      segmentBytes: since.segmentBytes + length,
      keyframeBytes: since.keyframeBytes,
    };
    if (!isKeyframeDue(since)) continue;
    const keyframeBytes = packKeyframe(Y.encodeStateAsUpdate(doc), zstdCodec).bytes.length;
    size.keyframeBytes += keyframeBytes;
    since = { entries: 0, payloadBytes: 0, segmentBytes: 0, keyframeBytes };
  }
  return size;
}

const entry = (seq: number, at: number, author: number, payload: Uint8Array): SealedEntry => ({
  seq,
  at,
  author,
  connectionId: `connection-${author}` as ConnectionId,
  kind: 'update',
  payload,
});
