import { openContent, seal, unseal, type Opened, type OpenCodec, type SealCodec, type Sealed } from './seal.ts';
import type { SealedEntry } from './SealedEntry.ts';
import { readColumns, writeColumns } from './segmentColumns.ts';

const FORMAT = { name: 'WSEG', version: 1 };

/**
 * A run of a board's log as one piece: what belongs together in columns, then zstd.
 * @throws RangeError when there is nothing to seal, or the entries do not follow one another
 */
export function packSegment(entries: readonly SealedEntry[], codec: SealCodec): Sealed {
  if (entries.length === 0) throw new RangeError('a segment without entries');
  return seal(FORMAT, writeColumns(entries), codec);
}

/** The entries of a segment, exactly as they were, or what is wrong with it. */
export function openSegment(segment: Sealed, codec: OpenCodec): Opened<readonly SealedEntry[]> {
  return unseal(FORMAT, segment, codec, readColumns);
}

/** The same of entries that are not sealed yet: made for one answer, they have no name to be checked against. */
export function openTail(bytes: Uint8Array, codec: OpenCodec): Opened<readonly SealedEntry[]> {
  return openContent(FORMAT, bytes, codec, readColumns);
}
