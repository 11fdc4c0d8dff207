import type { KeyframePiece, TrackPiece } from './PieceSource.ts';
import type { Damage } from './ReplayLog.ts';

export interface MoveQuestion {
  /** Where a document stands that could go on from there, and how far (null: any); null when there is none. */
  readonly here: { readonly seq: number; readonly until: number | null } | null;
  readonly target: number;
  /** Those that are not damaged, in order. */
  readonly keyframes: readonly KeyframePiece[];
  /** Those that are not damaged. */
  readonly tracks: readonly TrackPiece[];
  /** Runs of entries that cannot be read, in order. */
  readonly damages: readonly Damage[];
}

/** By a track, which tells what is shown, or by a document, into which entries are played. */
export type MovePlan = { readonly by: 'track'; readonly track: TrackPiece } | DocumentPlan;

export interface DocumentPlan {
  readonly by: 'document';
  /** Go on from where the document stands, from a keyframe, or from nothing. */
  readonly from: 'here' | 'start' | KeyframePiece;
  /** Replay the entries up to this one. */
  readonly until: number;
  /** What lies between there and the target and cannot be read. */
  readonly gap: Damage | null;
}

/**
 * So many packed bytes of a keyframe take as long to read as one entry to apply: 2.4 µs a struct, of which there is one in five
 * bytes, against 10 µs. Going on from where one is is preferred that long.
 */
const KEYFRAME_BYTES_AN_ENTRY = 20;

/**
 * The shortest way to a moment: by the track that tells of it, else from where one is, or from the newest keyframe before it.
 * Entries after a damaged run refer to what was in it, so they can be played only from a keyframe after it; until then the
 * board stands as it was before. A track knows what it shows without them.
 */
export function planMove({ tracks, ...question }: MoveQuestion): MovePlan {
  const track = tracks.find(({ seq, until }) => seq <= question.target && question.target <= until);
  return track === undefined ? planDocument(question) : { by: 'track', track };
}

function planDocument({ here, target, keyframes, damages }: Omit<MoveQuestion, 'tracks'>): DocumentPlan {
  const keyframe = keyframes.findLast(({ seq, until }) => seq <= target && (until ?? Infinity) >= target);
  const base = keyframe?.seq ?? 0;
  const gap = damages.find(({ seq, last }) => last > base && seq <= target) ?? null;
  const until = gap === null ? target : Math.max(base, gap.seq - 1);
  const worth = (keyframe?.bytes ?? 0) / KEYFRAME_BYTES_AN_ENTRY;
  if (here !== null && here.seq <= until && here.seq >= base - worth && until <= (here.until ?? Infinity)) {
    const isWhole = !damages.some(({ seq, last }) => last > here.seq && seq <= until);
    if (isWhole) return { by: 'document', from: 'here', until, gap };
  }
  return { by: 'document', from: keyframe ?? 'start', until, gap };
}
