import { ANCHOR_ENTRIES, SEGMENT_BYTES, SEGMENT_ENTRIES, TRACKS } from '@weft/history/sealing';

/** When entries leave the hot tail. Times are milliseconds. */
export interface SealingPolicy {
  readonly segmentEntries: number;
  readonly segmentBytes: number;
  /** What is younger stays hot: whoever follows a board that is being worked on reads rows. */
  readonly hotMs: number;
  /** A board that nobody changed for so long is sealed to its end, if it comes to as many entries as … */
  readonly coldMs: number;
  readonly coldEntries: number;
  /** After so much a track is due. */
  readonly tracks: typeof TRACKS;
  /** One keyframe in so many entries stays. */
  readonly anchorEntries: number;
}

export const SEALING_POLICY: SealingPolicy = {
  segmentEntries: SEGMENT_ENTRIES,
  segmentBytes: SEGMENT_BYTES,
  hotMs: 60_000,
  coldMs: 10 * 60_000,
  coldEntries: 500,
  tracks: TRACKS,
  anchorEntries: ANCHOR_ENTRIES,
};

/** A hot entry, as far as sealing is concerned. */
export interface HotEntry {
  readonly seq: number;
  readonly at: number;
  readonly size: number;
}

/**
 * How far the oldest hot entries can be sealed now.
 * @param hot a board's oldest hot entries, at least as many as fit into one segment if there are that many
 * @returns the last seq of the segment to be; null while it is too early
 */
export function endOfNextSegment(hot: readonly HotEntry[], now: number, policy: SealingPolicy): number | null {
  let bytes = 0;
  for (const [index, { seq, at, size }] of hot.entries()) {
    bytes += size;
    if (index + 1 >= policy.segmentEntries || bytes >= policy.segmentBytes)
      return at <= now - policy.hotMs ? seq : null;
  }
  const last = hot.at(-1);
  const isCold = last !== undefined && last.at <= now - policy.coldMs && hot.length >= policy.coldEntries;
  return isCold ? last.seq : null;
}
