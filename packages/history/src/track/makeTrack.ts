import { boardAge, formatOf, LiveBoardView, SCHEMA } from '@weft/board-model';
import * as Y from 'yjs';
import type { BoardRecord, RecordChange, Track } from './Track.ts';

/** What records of today are written in: a track of another one is not read. */
export const SCHEMA_NAME = JSON.stringify(SCHEMA.serialize());

/**
 * The track of a stretch of a log.
 *
 * @param begin the state (a Yjs update) after entry `seq`, or null before the first
 * @param entries those that follow
 * @returns null where the board was of an older format then: what it shows cannot be told change by change
 */
export function makeTrack(
  begin: { readonly seq: number; readonly state: Uint8Array | null },
  entries: Iterable<{ readonly kind: 'update' | 'event'; readonly payload: Uint8Array }>,
): Track | null {
  const doc = new Y.Doc();
  if (begin.state !== null) doc.transact(() => Y.applyUpdate(doc, begin.state as Uint8Array));
  const view = new LiveBoardView(doc);
  const shown: readonly BoardRecord[] = [...view.view.records.values()];
  const changes: RecordChange[][] = [];
  let isToday = boardAge(formatOf(doc)) !== 'older';
  for (const { kind, payload } of entries) {
    if (kind === 'update') doc.transact(() => Y.applyUpdate(doc, payload));
    const { put, removed } = view.flush();
    changes.push([
      ...put.map((record): RecordChange => [record.id, record]),
      ...removed.map((id): RecordChange => [id, null]),
    ]);
    isToday &&= boardAge(formatOf(doc)) !== 'older';
  }
  view.destroy();
  doc.destroy();
  return isToday ? { seq: begin.seq, schema: SCHEMA_NAME, begin: shown, changes } : null;
}
