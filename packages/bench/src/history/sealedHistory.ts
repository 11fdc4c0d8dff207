import {
  isKeyframeDue,
  openKeyframe,
  openSegment,
  packKeyframe,
  packSegment,
  packSignatures,
  SEGMENT_ENTRIES,
  unsigned,
  type SealedEntry,
  type SinceKeyframe,
} from '@weft/history/sealing';
import { pruneState, type KeyframePiece, type SegmentPiece } from '@weft/history';
import * as Y from 'yjs';
import { zstdCodec } from '../zstdCodec.ts';

/** A board's history as the server keeps it. */
export interface SealedHistory {
  readonly segments: readonly SegmentPiece[];
  readonly keyframes: readonly KeyframePiece[];
  readonly end: { readonly seq: number; readonly at: number };
  /** By `segments/seq` and `keyframes/seq`. */
  readonly pieces: ReadonlyMap<string, Uint8Array>;
  readonly updates: number;
  readonly payloadBytes: number;
  readonly segmentBytes: number;
  readonly signatureBytes: number;
  readonly keyframeBytes: number;
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

class Sealing {
  readonly #doc = new Y.Doc();
  readonly #segments: SegmentPiece[] = [];
  readonly #keyframes: KeyframePiece[] = [];
  readonly #pieces = new Map<string, Uint8Array>();
  readonly #size = { updates: 0, payloadBytes: 0, segmentBytes: 0, signatureBytes: 0, keyframeBytes: 0 };
  #since: SinceKeyframe = { entries: 0, payloadBytes: 0, segmentBytes: 0, keyframeBytes: 0 };

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
    this.#since = {
      entries: this.#since.entries + run.length,
      payloadBytes: this.#since.payloadBytes + payloadBytes,
      segmentBytes: this.#since.segmentBytes + bytes.byteLength,
      keyframeBytes: this.#since.keyframeBytes,
    };
    if (isKeyframeDue(this.#since)) this.#addKeyframe(last);
  }

  /** All keyframes but the newest, as the server does when there is nothing else to do. */
  #prune(): void {
    for (const [index, keyframe] of this.#keyframes.entries()) {
      const until = this.#keyframes[index + 1]?.seq;
      const packed = this.#pieces.get(`keyframes/${keyframe.seq}`);
      if (until === undefined || packed === undefined) continue;
      const whole = openKeyframe({ bytes: packed, hash: keyframe.hash }, zstdCodec);
      if (!whole.ok) throw new Error(whole.damage);
      const { bytes, hash } = packKeyframe(pruneState(whole.value, this.#payloads(keyframe.seq, until)), zstdCodec);
      this.#keyframes[index] = { ...keyframe, until, hash, bytes: bytes.byteLength };
      this.#pieces.set(`keyframes/${keyframe.seq}`, bytes);
      this.#size.keyframeBytes += bytes.byteLength - packed.byteLength;
    }
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
    this.#prune();
    const { last: seq, to: at } = this.#segments.at(-1) as SegmentPiece;
    this.#doc.destroy();
    return {
      segments: this.#segments,
      keyframes: this.#keyframes,
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
}
