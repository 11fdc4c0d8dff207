import * as Y from 'yjs';
import type { BoardId } from '@weft/protocol';
import type { UpdateLog } from '../log/UpdateLog.ts';

const PAGE = 1_000;

/** The live document is the log replayed [I1]: all updates in order, inside one transaction (measured to be the fastest). */
export async function loadDocument(log: UpdateLog, boardId: BoardId): Promise<Y.Doc> {
  const updates: Uint8Array[] = [];
  for (let after = 0; ;) {
    const entries = await log.read(boardId, after, PAGE);
    for (const entry of entries) if (entry.kind === 'update') updates.push(entry.payload);
    const last = entries.at(-1);
    if (last === undefined || entries.length < PAGE) break;
    after = last.seq;
  }
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  return doc;
}
