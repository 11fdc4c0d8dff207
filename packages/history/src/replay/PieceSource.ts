/** Where a replay gets its pieces from: the server's endpoints, or files. */
export interface PieceSource {
  list(): Promise<PieceList>;
  segment(piece: SegmentPiece): Promise<Fetched>;
  keyframe(piece: KeyframePiece): Promise<Fetched>;
  track(piece: TrackPiece): Promise<Fetched>;
  /**
   * Entries after `after` in the bytes of a segment, as many as fit; null when there are none.
   *
   * @param generation what the list gave: when it is another one now, the answer is that it is `rewritten`
   */
  tail(after: number, generation: string): Promise<Fetched | null>;
}

/**
 * Bytes, or why there are none: `damaged` is said in words, `gone` asks for the list again, and so does `rewritten`, after
 * which nothing that was fetched before is to be shown. A network's faults throw.
 */
export type Fetched =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly why: 'damaged' | 'gone' | 'rewritten'; readonly words: string };

export interface PieceList {
  /** In order. */
  readonly segments: readonly SegmentPiece[];
  readonly keyframes: readonly KeyframePiece[];
  /** In order. What they do not tell of is played from entries. */
  readonly tracks: readonly TrackPiece[];
  /** The last entry that there was; null while there is none. */
  readonly end: { readonly seq: number; readonly at: number } | null;
  /** Another one when something was erased. */
  readonly generation: string;
}

/** Entries `seq` to `last`, made `from` to `to`. */
export interface SegmentPiece {
  readonly seq: number;
  readonly last: number;
  readonly from: number;
  readonly to: number;
  readonly hash: string;
}

/** The board after entry `seq`, which was made at `at`. */
export interface KeyframePiece {
  readonly seq: number;
  readonly at: number;
  /** It is pruned: nothing after this entry can be replayed from it. Null for a whole one. */
  readonly until: number | null;
  readonly hash: string;
  /** How large it is, packed. */
  readonly bytes: number;
}

/** What the board shows after entry `seq`, and how that changes with each entry up to `until`. */
export interface TrackPiece {
  readonly seq: number;
  readonly until: number;
  readonly hash: string;
}
