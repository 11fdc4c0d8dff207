/** `@weft/history/sealing`, an entry of its own: what reads a log needs nothing of how a board lies in a document. */
export { openKeyframe, packKeyframe } from './keyframe.ts';
export type { SealedEntry } from './SealedEntry.ts';
export { openSignatures, packSignatures, signed, unsigned, type Signature } from './signatures.ts';
export { openSegment, openTail, packSegment } from './segment.ts';
export type { OpenCodec, Opened, SealCodec, Sealed } from './seal.ts';
export {
  ANCHOR_ENTRIES,
  isKeyframeDue,
  isTrackDue,
  SEGMENT_BYTES,
  SEGMENT_ENTRIES,
  TRACKS,
  type SealedSince,
} from './sealingPlan.ts';
export { thinKeyframes, type KeptKeyframe, type Thinning, type ToldStretch } from './thinKeyframes.ts';
