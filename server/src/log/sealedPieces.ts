import type { Sealed } from '@weft/history/sealing';

/** A segment, ready to take the place of its rows. `board` is the number of a board in `log.db`. */
export interface SegmentPiece extends Sealed {
  readonly kind: 'segment';
  readonly board: number;
  /** The board's when it was read. */
  readonly generation: string;
  readonly first: number;
  readonly last: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly payloadBytes: number;
  /** Text that is in its rows is not in it, and must not stay in the file. */
  readonly isRedacted: boolean;
  /** Who did what is in it. */
  readonly signatures: Sealed;
  /** The events in it, which are also kept beside it. */
  readonly events: readonly { readonly seq: number; readonly payload: Uint8Array }[];
}

/** A board's state after entry `seq`, ready to be kept. */
export interface KeyframePiece extends Sealed {
  readonly kind: 'keyframe';
  readonly board: number;
  readonly generation: string;
  readonly seq: number;
}

/** A keyframe that takes the place of the one of the same entry: good for the entries up to `until`, and smaller. */
export interface PrunedPiece extends Sealed {
  readonly kind: 'pruned';
  readonly board: number;
  readonly generation: string;
  readonly seq: number;
  readonly until: number;
}

/** What was shown over the entries after `seq` up to `until`; without bytes where that cannot be told change by change. */
export interface TrackPiece extends Sealed {
  readonly kind: 'track';
  readonly board: number;
  readonly generation: string;
  readonly seq: number;
  readonly until: number;
}

/** A keyframe that is needed no more. */
export interface DroppedPiece {
  readonly kind: 'dropped';
  readonly board: number;
  readonly generation: string;
  readonly seq: number;
}

export type SealedPiece = SegmentPiece | KeyframePiece | PrunedPiece | TrackPiece | DroppedPiece;
