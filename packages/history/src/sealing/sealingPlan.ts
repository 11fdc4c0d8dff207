/** A segment holds at most so many entries, or so many bytes of payload and the entry that goes beyond them. */
export const SEGMENT_ENTRIES = 2_500;
export const SEGMENT_BYTES = 1_000_000;

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
