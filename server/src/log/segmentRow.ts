import { openSegment, openSignatures, signed, type Opened, type SealedEntry } from '@weft/history/sealing';
import { zstdCodec } from './zstdCodec.ts';

/** What of a segment's row gives its entries. */
export interface SegmentRow {
  readonly first: number;
  readonly last: number;
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly signatures_hash: string;
  readonly signatures: Uint8Array;
}

export const SEGMENT_COLUMNS = 'first, last, hash, bytes, signatures_hash, signatures';

/** The entries of a segment with who did them, or what is wrong with it. */
export function openSegmentRow(row: SegmentRow): Opened<readonly SealedEntry[]> {
  const segment = openSegment(row, zstdCodec);
  if (!segment.ok) return segment;
  const { value: entries } = segment;
  if (entries[0]?.seq !== row.first || entries.at(-1)?.seq !== row.last) {
    return { ok: false, damage: 'it holds other entries than it says' };
  }
  const signatures = openSignatures({ bytes: row.signatures, hash: row.signatures_hash }, entries.length, zstdCodec);
  if (!signatures.ok) return { ok: false, damage: `its signatures: ${signatures.damage}` };
  return { ok: true, value: signed(entries, signatures.value) };
}
