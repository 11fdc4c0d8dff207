import {
  ANCHOR_ENTRIES,
  isKeyframeDue,
  isTrackDue,
  openKeyframe,
  openSegment,
  packKeyframe,
  packSegment,
  packSignatures,
  SEGMENT_ENTRIES,
  thinKeyframes,
  unsigned,
  type SealedEntry,
  type SealedSince,
} from '@weft/history/sealing';
import {
  makeTrack,
  packTrack,
  pruneState,
  type KeyframePiece,
  type SegmentPiece,
  type TrackPiece,
} from '@weft/history';
import * as Y from 'yjs';
import { zstdCodec } from '../zstdCodec.ts';

/** A board's history as the server keeps it. */
export interface SealedHistory {
  readonly segments: readonly SegmentPiece[];
  readonly keyframes: readonly KeyframePiece[];
  readonly tracks: readonly TrackPiece[];
  readonly end: { readonly seq: number; readonly at: number };
  /** By `segments/seq`, `keyframes/seq` and `tracks/seq`. */
  readonly pieces: ReadonlyMap<string, Uint8Array>;
  readonly updates: number;
  readonly payloadBytes: number;
  readonly segmentBytes: number;
  readonly signatureBytes: number;
  readonly keyframeBytes: number;
  readonly trackBytes: number;
}

/** Seals a log as the server does, keyframes made from the log alone. */
export function sealHistory(log: Iterable<SealedEntry>): SealedHistory {
  const sealing = new Sealing();
  let run: SealedEntry[] = [];
  for (const entry of log) {
    run.push(entry);
    if (run.length < SEGMENT_ENTRIES) continue;
    sealing.seal(run);
    run = [];
  }
  if (run.length > 0) sealing.seal(run);
  return sealing.done();
}

const NOTHING_YET: SealedSince = { entries: 0, payloadBytes: 0, segmentBytes: 0, keyframeBytes: 0 };

const added = (since: SealedSince, more: Omit<SealedSince, 'keyframeBytes'>): SealedSince => ({
  entries: since.entries + more.entries,
  payloadBytes: since.payloadBytes + more.payloadBytes,
  segmentBytes: since.segmentBytes + more.segmentBytes,
  keyframeBytes: since.keyframeBytes,
});

class Sealing {
  readonly #doc = new Y.Doc();
  readonly #segments: SegmentPiece[] = [];
  #keyframes: KeyframePiece[] = [];
  readonly #tracks: TrackPiece[] = [];
  /** What the next track begins with, and what it is to tell of. */
  #begin: { readonly seq: number; readonly state: Uint8Array | null } = { seq: 0, state: null };
  #told: SealedEntry[] = [];
  #sinceTrack: SealedSince = NOTHING_YET;
  readonly #pieces = new Map<string, Uint8Array>();
  readonly #size = { updates: 0, payloadBytes: 0, segmentBytes: 0, signatureBytes: 0, keyframeBytes: 0, trackBytes: 0 };
  #since: SealedSince = NOTHING_YET;

  seal(run: readonly SealedEntry[]): void {
    const [first, last] = [run[0], run.at(-1)];
    if (first === undefined || last === undefined) return;
    const { bytes, hash } = packSegment(unsigned(run), zstdCodec);
    this.#segments.push({ seq: first.seq, last: last.seq, from: first.at, to: last.at, hash });
    this.#pieces.set(`segments/${first.seq}`, bytes);
    const payloadBytes = run.reduce((sum, { payload }) => sum + payload.byteLength, 0);
    this.#size.updates += run.length;
    this.#size.payloadBytes += payloadBytes;
    this.#size.segmentBytes += bytes.byteLength;
    this.#size.signatureBytes += packSignatures(run, zstdCodec).bytes.byteLength;
    this.#doc.transact(() => run.forEach(({ payload }) => Y.applyUpdate(this.#doc, payload)));
    const more = { entries: run.length, payloadBytes, segmentBytes: bytes.byteLength };
    this.#since = added(this.#since, more);
    this.#sinceTrack = added(this.#sinceTrack, more);
    if (isKeyframeDue(this.#since)) this.#addKeyframe(last);
    for (const entry of run) this.#told.push(entry);
    const { keyframeBytes } = this.#since;
    if (isTrackDue({ ...this.#sinceTrack, keyframeBytes })) this.#addTrack(last.seq);
  }

  /** Of the keyframes, as the server does when there is nothing else to do. */
  #thin(): void {
    const told = this.#tracks.map(({ seq, until }) => ({ seq, until, isEmpty: false }));
    for (;;) {
      const [thinning] = thinKeyframes(this.#keyframes, told, ANCHOR_ENTRIES);
      if (thinning === undefined) return;
      const { seq } = thinning;
      const packed = this.#pieces.get(`keyframes/${seq}`) as Uint8Array;
      this.#size.keyframeBytes -= packed.byteLength;
      this.#pieces.delete(`keyframes/${seq}`);
      const at = this.#keyframes.findIndex((keyframe) => keyframe.seq === seq);
      const [keyframe] = this.#keyframes.splice(at, 1) as [KeyframePiece];
      if (thinning.kind === 'prune') this.#keyframes.splice(at, 0, this.#pruned(keyframe, packed, thinning.until));
    }
  }

  #pruned(keyframe: KeyframePiece, packed: Uint8Array, until: number): KeyframePiece {
    const whole = openKeyframe({ bytes: packed, hash: keyframe.hash }, zstdCodec);
    if (!whole.ok) throw new Error(whole.damage);
    const { bytes, hash } = packKeyframe(pruneState(whole.value, this.#payloads(keyframe.seq, until)), zstdCodec);
    this.#pieces.set(`keyframes/${keyframe.seq}`, bytes);
    this.#size.keyframeBytes += bytes.byteLength;
    return { ...keyframe, until, hash, bytes: bytes.byteLength };
  }

  *#payloads(after: number, until: number): Generator<Uint8Array> {
    for (const { seq, hash } of this.#segments.filter(({ seq: first, last }) => last > after && first <= until)) {
      const bytes = this.#pieces.get(`segments/${seq}`) as Uint8Array;
      const segment = openSegment({ bytes, hash }, zstdCodec);
      if (!segment.ok) throw new Error(segment.damage);
      for (const { payload } of segment.value) yield payload;
    }
  }

  done(): SealedHistory {
    this.#thin();
    const { last: seq, to: at } = this.#segments.at(-1) as SegmentPiece;
    this.#doc.destroy();
    return {
      segments: this.#segments,
      keyframes: this.#keyframes,
      tracks: this.#tracks,
      end: { seq, at },
      pieces: this.#pieces,
      ...this.#size,
    };
  }

  #addKeyframe({ seq, at }: SealedEntry): void {
    const { bytes, hash } = packKeyframe(Y.encodeStateAsUpdate(this.#doc), zstdCodec);
    this.#keyframes.push({ seq, at, until: null, hash, bytes: bytes.byteLength });
    this.#pieces.set(`keyframes/${seq}`, bytes);
    this.#size.keyframeBytes += bytes.byteLength;
    this.#since = { entries: 0, payloadBytes: 0, segmentBytes: 0, keyframeBytes: bytes.byteLength };
  }

  #addTrack(until: number): void {
    const track = makeTrack(this.#begin, this.#told);
    if (track === null) throw new Error('a workshop is of today');
    const { bytes, hash } = packTrack(track, zstdCodec);
    const { seq } = this.#begin;
    this.#tracks.push({ seq, until, hash });
    this.#pieces.set(`tracks/${seq}`, bytes);
    this.#size.trackBytes += bytes.byteLength;
    this.#begin = { seq: until, state: Y.encodeStateAsUpdate(this.#doc) };
    this.#told = [];
    this.#sinceTrack = NOTHING_YET;
  }
}
