/** A segment holds at most so many entries, or so many bytes of payload and the entry that goes beyond them. */
export const SEGMENT_ENTRIES = 2_500;
export const SEGMENT_BYTES = 1_000_000;

/**
 * Where there are tracks, one keyframe in so many entries stays, for those who need a document of that time. Applying as many
 * takes a second.
 */
export const ANCHOR_ENTRIES = 80_000;

/** What has been sealed since the last keyframe, or the last track. */
export interface SealedSince {
  readonly entries: number;
  /** As they were replayed, before packing. */
  readonly payloadBytes: number;
  readonly segmentBytes: number;
  /** How large the newest keyframe is; 0 when there is none yet. */
  readonly keyframeBytes: number;
}

/** After so much another is due, if it does not outweigh the history that it is derived from. */
interface Spacing {
  readonly entries: number;
  readonly payloadBytes: number;
}

const KEYFRAMES: Spacing = { entries: 5_000, payloadBytes: 1_000_000 };
/** Shorter ones are read faster, and the last stretch, of which there is none yet, has to be played. */
export const TRACKS: Spacing = { entries: 2_500, payloadBytes: 1_000_000 };

/** A board so large that what is derived outweighs its history gets it this much more rarely. */
const PATIENCE = 4;

/**
 * Is it time for a keyframe? Any time of a board is to be reached from one keyframe and a few segments, and keyframes
 * together are not to outweigh the history that they are derived from.
 */
export const isKeyframeDue = (since: SealedSince): boolean => isDue(since, KEYFRAMES);

/** Is it time for a track? It begins with all records, which take less than half of what a keyframe takes. */
export const isTrackDue = (since: SealedSince, spacing = TRACKS): boolean => isDue(since, spacing);

function isDue({ entries, payloadBytes, segmentBytes, keyframeBytes }: SealedSince, spacing: Spacing): boolean {
  const distance = Math.max(entries / spacing.entries, payloadBytes / spacing.payloadBytes);
  return distance >= PATIENCE || (distance >= 1 && segmentBytes >= keyframeBytes);
}
