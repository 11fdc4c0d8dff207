/** `@weft/history/sealing`, an entry of its own: what reads a log needs nothing of how a board lies in a document. */
export { openKeyframe, packKeyframe } from './keyframe.ts';
export type { SealedEntry } from './SealedEntry.ts';
export { openSignatures, packSignatures, signed, unsigned, type Signature } from './signatures.ts';
export { openSegment, openTail, packSegment } from './segment.ts';
export type { OpenCodec, Opened, SealCodec, Sealed } from './seal.ts';
export { isKeyframeDue, SEGMENT_BYTES, SEGMENT_ENTRIES, type SinceKeyframe } from './sealingPlan.ts';
