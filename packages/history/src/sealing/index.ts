/** `@weft/history/sealing`, an entry of its own: what reads a log needs nothing of how a board lies in a document. */
export { openKeyframe, packKeyframe } from './keyframe.ts';
export type { SealedEntry } from './SealedEntry.ts';
export { openSegment, packSegment } from './segment.ts';
export type { SealCodec, Sealed } from './seal.ts';
export { isKeyframeDue, SEGMENT_BYTES, SEGMENT_ENTRIES, type SinceKeyframe } from './sealingPlan.ts';
