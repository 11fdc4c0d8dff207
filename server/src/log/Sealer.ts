import * as Y from 'yjs';
import { makeTrack, packTrack, pruneState } from '@weft/history';
import {
  isKeyframeDue,
  isTrackDue,
  openKeyframe,
  packKeyframe,
  packSegment,
  packSignatures,
  thinKeyframes,
  unsigned,
  type KeptKeyframe,
  type Sealed,
  type SealedEntry,
  type SealedSince,
  type ToldStretch,
} from '@weft/history/sealing';
import { WeftError, type BoardId } from '@weft/protocol';
import { boardsOf, type LoggedBoard } from './checkLog.ts';
import type { LogReader } from './LogReader.ts';
import { asPhrases } from './phrases/asPhrases.ts';
import type {
  DroppedPiece,
  KeyframePiece,
  PrunedPiece,
  SealedPiece,
  SegmentPiece,
  TrackPiece,
} from './sealedPieces.ts';
import { endOfNextSegment, type HotEntry, type SealingPolicy } from './sealingPolicy.ts';
import { zstdCodec } from './zstdCodec.ts';

/**
 * Finds what of the log can be sealed, and packs it. It only reads; what it returns is for the one writer to put into
 * the file. One piece at a time, at most one segment's worth of log in memory (and one document, with the log of a
 * track or up to the next keyframe, while it makes or prunes one).
 */
export class Sealer {
  readonly #reader: LogReader;
  readonly #policy: SealingPolicy;
  /** Where a board's log ended when there was nothing to do for it, and until when that holds if nothing comes. */
  readonly #settled = new Map<number, { readonly end: number; readonly until: number }>();

  /** Boards that could not be sealed when they were last looked at, and why. */
  readonly #broken = new Map<number, unknown>();

  constructor(reader: LogReader, policy: SealingPolicy) {
    this.#reader = reader;
    this.#policy = policy;
  }

  /**
   * @returns the next piece to be written; null when all is sealed that can be
   * @throws what is wrong with a damaged log, by name, when there is nothing else to do: one board's damage holds up no other
   */
  next(now: number): SealedPiece | null {
    for (const board of boardsOf(this.#reader)) {
      const end = this.#endOf(board.number);
      const settled = this.#settled.get(board.number);
      if (settled !== undefined && settled.end === end && now < settled.until) continue;
      try {
        const piece =
          this.#keyframeOf(board) ?? this.#segmentOf(board, now) ?? this.#trackOf(board) ?? this.#thinned(board);
        if (piece !== null) return piece;
        this.#broken.delete(board.number);
      } catch (error) {
        this.#broken.set(board.number, error);
      }
      this.#settled.set(board.number, { end, until: now + this.#policy.hotMs });
    }
    for (const error of this.#broken.values()) throw error;
    return null;
  }

  #endOf(board: number): number {
    const row = this.#reader.db.prepare('SELECT max(seq) AS seq FROM entries WHERE board = ?').get(board);
    return (row?.['seq'] as number | null) ?? 0;
  }

  /** Asked before anything is read: what is erased meanwhile makes the piece void. */
  #generationOf(board: number): string {
    return this.#reader.db.prepare('SELECT generation FROM boards WHERE number = ?').get(board)?.[
      'generation'
    ] as string;
  }

  #segmentOf({ number, id }: LoggedBoard, now: number): SegmentPiece | null {
    const hot = this.#reader.db
      .prepare('SELECT seq, at, length(payload) AS size FROM entries WHERE board = ? ORDER BY seq LIMIT ?')
      .all(number, this.#policy.segmentEntries) as unknown as HotEntry[];
    const first = hot[0]?.seq;
    const last = endOfNextSegment(hot, now, this.#policy);
    if (first === undefined || last === null) return null;
    const generation = this.#generationOf(number);
    const typed = this.#reader.entries(id, number, first - 1, last - first + 1);
    const entries = asPhrases(typed, this.#following({ number, id }, last));
    return {
      kind: 'segment',
      board: number,
      generation,
      first,
      last,
      firstAt: entries[0]?.at ?? 0,
      lastAt: entries.at(-1)?.at ?? 0,
      isRedacted: entries !== typed,
      payloadBytes: entries.reduce((sum, { payload }) => sum + payload.byteLength, 0),
      events: entries.filter(({ kind }) => kind === 'event').map(({ seq, payload }) => ({ seq, payload })),
      signatures: packSignatures(entries, zstdCodec),
      ...packSegment(unsigned(entries), zstdCodec),
    };
  }

  /** One by one, for as long as they are asked for. A damaged one is named when it is sealed itself, and ends it here. */
  *#following({ number, id }: LoggedBoard, after: number): Generator<SealedEntry> {
    for (let seq = after + 1; ; seq += 1) {
      const entry = this.#soundRow({ number, id }, seq);
      if (entry === null) return;
      yield entry;
    }
  }

  #soundRow({ number, id }: LoggedBoard, seq: number): SealedEntry | null {
    try {
      return this.#reader.row(id, number, seq);
    } catch (error) {
      if (!(error instanceof WeftError)) throw error;
      return null;
    }
  }

  #keyframeOf({ number, id }: LoggedBoard): KeyframePiece | null {
    const sealed = this.#reader.db
      .prepare(`
        WITH newest AS (SELECT coalesce(max(seq), 0) AS seq FROM keyframes WHERE board = ?1)
        SELECT max(last) AS last, sum(last - first + 1) AS entries, sum(payload_bytes) AS payloadBytes,
               sum(length(bytes)) AS segmentBytes,
               coalesce((SELECT length(bytes) FROM keyframes WHERE board = ?1 AND seq = newest.seq), 0) AS keyframeBytes
        FROM newest, segments WHERE board = ?1 AND last > newest.seq`)
      .get(number) as unknown as SinceKeyframe;
    if (sealed.last === null || !isKeyframeDue(sealed)) return null;
    const generation = this.#generationOf(number);
    const state = this.#stateAfter(id, number, sealed.last);
    return { kind: 'keyframe', board: number, generation, seq: sealed.last, ...packKeyframe(state, zstdCodec) };
  }

  /** What was shown over the next entries that are sealed, once there are enough. */
  #trackOf({ number, id }: LoggedBoard): TrackPiece | null {
    const generation = this.#generationOf(number);
    const stretch = this.#nextStretch(number);
    if (stretch === null) return null;
    const { seq, until } = stretch;
    const state = seq === 0 ? null : this.#stateAfter(id, number, seq);
    const track = makeTrack({ seq, state }, this.#reader.entries(id, number, seq, until - seq));
    const sealed = track === null ? NOTHING : packTrack(track, zstdCodec);
    return { kind: 'track', board: number, generation, seq, until, ...sealed };
  }

  /** Whole segments after the last track. */
  #nextStretch(board: number): { readonly seq: number; readonly until: number } | null {
    const { db } = this.#reader;
    const { seq, keyframeBytes } = db
      .prepare(`SELECT coalesce((SELECT max(until) FROM tracks WHERE board = ?1), 0) AS seq,
                coalesce((SELECT length(bytes) FROM keyframes WHERE board = ?1 ORDER BY seq DESC LIMIT 1), 0) AS keyframeBytes`)
      .get(board) as unknown as { readonly seq: number; readonly keyframeBytes: number };
    const segments = db
      .prepare(`SELECT last, payload_bytes AS payloadBytes, length(bytes) AS segmentBytes FROM segments
                WHERE board = ? AND last > ? ORDER BY last`)
      .iterate(board, seq) as Iterable<unknown> as Iterable<SealedSegment>;
    const since = { entries: 0, payloadBytes: 0, segmentBytes: 0, keyframeBytes };
    for (const { last, payloadBytes, segmentBytes } of segments) {
      since.entries = last - seq;
      since.payloadBytes += payloadBytes;
      since.segmentBytes += segmentBytes;
      if (isTrackDue(since, this.#policy.tracks)) return { seq, until: last };
    }
    return null;
  }

  #thinned({ number, id }: LoggedBoard): PrunedPiece | DroppedPiece | null {
    const { db } = this.#reader;
    const generation = this.#generationOf(number);
    const keyframes = db.prepare('SELECT seq, until FROM keyframes WHERE board = ? ORDER BY seq').all(number);
    const tracks = db.prepare('SELECT seq, until, length(bytes) AS bytes FROM tracks WHERE board = ? ORDER BY seq');
    const told = tracks.all(number).map(({ seq, until, bytes }) => ({ seq, until, isEmpty: bytes === 0 }));
    const thinnings = thinKeyframes(
      keyframes as unknown as KeptKeyframe[],
      told as unknown as ToldStretch[],
      this.#policy.anchorEntries,
    );
    for (const thinning of thinnings) {
      const { seq } = thinning;
      if (thinning.kind === 'drop') return { kind: 'dropped', board: number, generation, seq };
      const sealed = this.#prunedState({ number, id }, seq, thinning.until);
      if (sealed !== null) return { kind: 'pruned', board: number, generation, seq, until: thinning.until, ...sealed };
    }
    return null;
  }

  /** A whole keyframe without what nothing up to an entry refers to. */
  #prunedState({ number, id }: LoggedBoard, seq: number, until: number): Sealed | null {
    const row = this.#reader.db
      .prepare('SELECT hash, bytes FROM keyframes WHERE board = ? AND seq = ?')
      .get(number, seq);
    const whole = openKeyframe(row as unknown as Sealed, zstdCodec);
    // A damaged one is named when the log is looked through; it is passed over here as everywhere.
    if (!whole.ok) return null;
    const following = this.#reader.entries(id, number, seq, until - seq).filter(({ kind }) => kind === 'update');
    const state = pruneState(
      whole.value,
      following.map(({ payload }) => payload),
    );
    return packKeyframe(state, zstdCodec);
  }

  /** In one transaction of our own: many times faster than one an entry, and Yjs tidies up nothing of its own accord. */
  #stateAfter(id: BoardId, board: number, seq: number): Uint8Array {
    const base = this.#reader.keyframe(id, seq);
    const doc = new Y.Doc();
    doc.transact(() => {
      if (base.state !== null) Y.applyUpdate(doc, base.state);
      for (let after = base.seq; after < seq;) {
        const entries = this.#reader.entries(id, board, after, Math.min(this.#policy.segmentEntries, seq - after));
        for (const { kind, payload } of entries) if (kind === 'update') Y.applyUpdate(doc, payload);
        if (entries.length === 0) break;
        after += entries.length;
      }
    });
    const state = Y.encodeStateAsUpdate(doc);
    doc.destroy();
    return state;
  }
}

const NOTHING: Sealed = { hash: '', bytes: new Uint8Array() };

interface SealedSegment {
  readonly last: number;
  readonly payloadBytes: number;
  readonly segmentBytes: number;
}

interface SinceKeyframe extends SealedSince {
  readonly last: number | null;
}
