export { pruneState } from './keyframes/pruneState.ts';
export { boardAt, BoardReplay } from './boardAt.ts';
export type { Fetched, KeyframePiece, PieceList, PieceSource, SegmentPiece, TrackPiece } from './replay/PieceSource.ts';
export { ReplayCursor, type Move } from './replay/ReplayCursor.ts';
export { ReplayLog, type Damage, type PastEntry, type ReplayLogOptions } from './replay/ReplayLog.ts';
export type { OpenCodec } from './sealing/seal.ts';
export { makeTrack, SCHEMA_NAME } from './track/makeTrack.ts';
export { openTrack, packTrack } from './track/sealTrack.ts';
export { PastTrack } from './track/PastTrack.ts';
