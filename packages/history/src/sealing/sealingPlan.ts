/** A segment holds at most so many entries, or so many bytes of payload and the entry that goes beyond them. */
export const SEGMENT_ENTRIES = 2_500;
export const SEGMENT_BYTES = 1_000_000;

/**
 * A track tells of about so many entries, or of so many bytes of payload. Longer ones would be fewer, each beginning with all
 * records; shorter ones are read faster. With this many, what they begin with is a third of all tracks of an old board.
 */
export const TRACK_ENTRIES = 10_000;
export const TRACK_PAYLOAD_BYTES = 2_000_000;

/**
 * Where there are tracks, one keyframe in so many entries stays, for those who need a document of that time. Applying as many
 * takes half a second.
 */
export const ANCHOR_ENTRIES = 40_000;

/** What has been sealed since the last keyframe. */
export interface SinceKeyframe {
  readonly entries: number;
  /** As they were replayed, before packing. */
  readonly payloadBytes: number;
  readonly segmentBytes: number;
  /** How large that keyframe is; 0 when there is none yet. */
  readonly keyframeBytes: number;
}

const KEYFRAME_ENTRIES = 5_000;
const KEYFRAME_PAYLOAD_BYTES = 1_000_000;
/** A board so large that its keyframes outweigh its history gets them this much more rarely. */
const PATIENCE = 4;

/**
 * Is it time for a keyframe? Any time of a board is to be reached from one keyframe and a few segments, and keyframes
 * together are not to outweigh the history that they are derived from.
 */
export function isKeyframeDue({ entries, payloadBytes, segmentBytes, keyframeBytes }: SinceKeyframe): boolean {
  const distance = Math.max(entries / KEYFRAME_ENTRIES, payloadBytes / KEYFRAME_PAYLOAD_BYTES);
  return distance >= PATIENCE || (distance >= 1 && segmentBytes >= keyframeBytes);
}
