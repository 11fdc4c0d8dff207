export { boardAt, BoardReplay } from './boardAt.ts';
export { openKeyframe, packKeyframe } from './keyframe.ts';
export type { SealedEntry } from './SealedEntry.ts';
export { openSegment, packSegment } from './segment.ts';
export type { SealCodec, Sealed } from './sealing.ts';
export { isKeyframeDue, SEGMENT_BYTES, SEGMENT_ENTRIES, type SinceKeyframe } from './sealingPlan.ts';
