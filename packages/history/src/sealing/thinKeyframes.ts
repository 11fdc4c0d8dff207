/** A keyframe as it is kept: of the state after entry `seq`, good for the entries up to `until`, or (null) whole. */
export interface KeptKeyframe {
  readonly seq: number;
  readonly until: number | null;
}

/** A stretch of the log that a track tells of; one that is empty tells that there can be none. */
export interface ToldStretch {
  readonly seq: number;
  readonly until: number;
  readonly isEmpty: boolean;
}

export type Thinning =
  | { readonly kind: 'drop'; readonly seq: number }
  | { readonly kind: 'prune'; readonly seq: number; readonly until: number };

/**
 * What of a board's keyframes need not be kept, in order. Where tracks tell what was shown, keyframes are only for those who
 * need a document of that time, such as whoever forks the board: one in so many entries stays for them, without what
 * nothing up to the next one refers to. The newest, from which the board is opened, is never touched.
 *
 * @param keyframes in order
 * @param anchorEntries one in so many entries stays
 */
export function* thinKeyframes(
  keyframes: readonly KeptKeyframe[],
  tracks: readonly ToldStretch[],
  anchorEntries: number,
): Generator<Thinning> {
  let anchor = 0;
  for (const [index, { seq, until }] of keyframes.entries()) {
    const next = keyframes[index + 1]?.seq;
    if (next === undefined) return;
    const isWhole = until === null;
    if (isWhole && seq - anchor < anchorEntries && areTold(tracks, seq, next)) {
      yield { kind: 'drop', seq };
      continue;
    }
    anchor = seq;
    if (isWhole && next - seq >= anchorEntries) yield { kind: 'prune', seq, until: next };
  }
}

/** Whether tracks tell of every entry around and between these two. */
function areTold(tracks: readonly ToldStretch[], seq: number, next: number): boolean {
  const among = tracks.filter((track) => track.seq < next && track.until >= seq);
  return among.every(({ isEmpty }) => !isEmpty) && (among.at(-1)?.until ?? 0) >= next && (among[0]?.seq ?? next) < seq;
}
