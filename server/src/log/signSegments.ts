import type { DatabaseSync } from 'node:sqlite';
import { openSegment, packSegment, packSignatures, unsigned } from '@weft/history/sealing';
import { zstdCodec } from './zstdCodec.ts';

/**
 * From format 2 to 3: takes who did it out of every segment. A damaged one stays as it is: it is named when it is read,
 * and never sent, since it has no signatures.
 */
export function signSegments(db: DatabaseSync): void {
  const update = db.prepare(
    'UPDATE segments SET hash = ?, bytes = ?, signatures_hash = ?, signatures = ? WHERE board = ? AND last = ?',
  );
  const keys = db.prepare('SELECT board, last FROM segments').all() as unknown as { board: number; last: number }[];
  const select = db.prepare('SELECT hash, bytes FROM segments WHERE board = ? AND last = ?');
  for (const { board, last } of keys) {
    const row = select.get(board, last) as unknown as { hash: string; bytes: Uint8Array };
    const opened = openSegment(row, zstdCodec);
    if (!opened.ok) continue;
    const segment = packSegment(unsigned(opened.value), zstdCodec);
    const signatures = packSignatures(opened.value, zstdCodec);
    update.run(segment.hash, segment.bytes, signatures.hash, signatures.bytes, board, last);
  }
}
