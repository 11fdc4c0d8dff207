import * as Y from 'yjs';
import type { LogEntry } from '@weft/protocol';
import { BoardReplay } from '../boardAt.ts';
import { pruneState } from '../keyframes/pruneState.ts';
import { openKeyframe, packKeyframe } from '../sealing/keyframe.ts';
import type { Sealed } from '../sealing/seal.ts';
import { packSegment } from '../sealing/segment.ts';
import { plainCodec } from '../sealing/sealing.testkit.ts';
import { unsigned } from '../sealing/signatures.ts';
import type { SealedEntry } from '../sealing/SealedEntry.ts';
import { makeTrack } from '../track/makeTrack.ts';
import { packTrack } from '../track/sealTrack.ts';
import type { Fetched, KeyframePiece, PieceSource, SegmentPiece, TrackPiece } from './PieceSource.ts';

/** A log in pieces, as a server keeps it, that seals when it is told to. */
export class StoredHistory implements PieceSource {
  #log: readonly LogEntry[];
  readonly #pieces = new Map<string, Sealed>();
  readonly #segments: SegmentPiece[] = [];
  readonly #keyframes: KeyframePiece[] = [];
  readonly #tracks: TrackPiece[] = [];
  /** How many entries a tail holds at most. */
  tailEntries = 5;
  generation = 'first';
  /** What was asked for, in order. */
  readonly asked: string[] = [];

  /** @param log may grow */
  constructor(log: readonly LogEntry[]) {
    this.#log = log;
  }

  get sealed(): number {
    return this.#segments.at(-1)?.last ?? 0;
  }

  /** Seals the next entries up to `last`, with a keyframe after them or not. */
  seal(last: number, withKeyframe: boolean): void {
    const entries = this.#sealedEntries(this.sealed, last);
    const [first, end] = [entries[0], entries.at(-1)];
    if (first === undefined || end === undefined) return;
    const sealed = packSegment(unsigned(entries), plainCodec);
    this.#segments.push({ seq: first.seq, last: end.seq, from: first.at, to: end.at, hash: sealed.hash });
    this.#pieces.set(`segment ${first.seq}`, sealed);
    if (!withKeyframe) return;
    const replay = new BoardReplay();
    replay.append(this.#log.slice(0, end.seq));
    const keyframe = packKeyframe(Y.encodeStateAsUpdate(replay.doc), plainCodec);
    replay.destroy();
    this.#keyframes.push({ seq: end.seq, at: end.at, hash: keyframe.hash, until: null, bytes: keyframe.bytes.length });
    this.#pieces.set(`keyframe ${end.seq}`, keyframe);
  }

  /** Prunes every keyframe but the newest, as far as the next one. */
  prune(): void {
    for (const [index, { seq, until, ...keyframe }] of this.#keyframes.entries()) {
      const next = this.#keyframes[index + 1]?.seq;
      const whole = openKeyframe(this.#pieces.get(`keyframe ${seq}`) as Sealed, plainCodec);
      if (next === undefined || until !== null || !whole.ok) continue;
      const following = this.#log.slice(seq, next).filter(({ kind }) => kind === 'update');
      const state = pruneState(
        whole.value,
        following.map(({ payload }) => payload),
      );
      const { hash, bytes } = packKeyframe(state, plainCodec);
      this.#keyframes[index] = { ...keyframe, seq, until: next, hash, bytes: bytes.length };
      this.#pieces.set(`keyframe ${seq}`, { hash, bytes });
    }
  }

  /** Makes the track from the last one's end, or from the beginning, up to the last entry that is sealed. */
  addTrack(): void {
    const seq = this.#tracks.at(-1)?.until ?? 0;
    const until = this.sealed;
    if (seq === until) return;
    const replay = new BoardReplay();
    replay.append(this.#log.slice(0, seq));
    const begin = { seq, state: seq === 0 ? null : Y.encodeStateAsUpdate(replay.doc) };
    const track = makeTrack(begin, this.#log.slice(seq, until));
    replay.destroy();
    if (track === null) throw new Error('a board of an older format has no track');
    const sealed = packTrack(track, plainCodec);
    this.#tracks.push({ seq, until, hash: sealed.hash });
    this.#pieces.set(`track ${seq}`, sealed);
  }

  /** Puts another log in the place of this one, unsealed, as an erasure does. */
  rewrite(log: readonly LogEntry[]): void {
    this.#log = log;
    this.generation += '~';
    this.#pieces.clear();
    this.#segments.length = 0;
    this.#keyframes.length = 0;
    this.#tracks.length = 0;
  }

  /** Turns a byte of a piece. */
  damage(name: `segment ${number}` | `keyframe ${number}` | `track ${number}`): void {
    const { bytes, hash } = this.#pieces.get(name) as Sealed;
    const turned = bytes.slice();
    turned[turned.length >> 1] = (turned[turned.length >> 1] as number) ^ 1;
    this.#pieces.set(name, { bytes: turned, hash });
  }

  async list() {
    const end = this.#log.at(-1);
    return {
      segments: [...this.#segments],
      keyframes: [...this.#keyframes],
      tracks: [...this.#tracks],
      end: end === undefined ? null : { seq: end.seq, at: end.at },
      generation: this.generation,
    };
  }

  segment({ seq, hash }: SegmentPiece): Promise<Fetched> {
    return this.#fetch(`segment ${seq}`, hash);
  }

  keyframe({ seq, hash }: KeyframePiece): Promise<Fetched> {
    return this.#fetch(`keyframe ${seq}`, hash);
  }

  track({ seq, hash }: TrackPiece): Promise<Fetched> {
    return this.#fetch(`track ${seq}`, hash);
  }

  async tail(after: number, generation: string): Promise<Fetched | null> {
    this.asked.push(`tail ${after}`);
    if (generation !== this.generation) return { ok: false, why: 'rewritten', words: 'rewritten' };
    const entries = this.#sealedEntries(after, after + this.tailEntries);
    return entries.length === 0 ? null : { ok: true, bytes: packSegment(unsigned(entries), plainCodec).bytes };
  }

  async #fetch(name: string, hash: string): Promise<Fetched> {
    this.asked.push(name);
    const piece = this.#pieces.get(name);
    return piece?.hash === hash ? { ok: true, bytes: piece.bytes } : { ok: false, why: 'gone', words: 'gone' };
  }

  #sealedEntries(after: number, last: number): SealedEntry[] {
    return this.#log
      .slice(after, last)
      .map(({ personId, ...entry }) => ({ ...entry, author: personId === null ? 0 : 1 }));
  }
}
