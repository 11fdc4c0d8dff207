import { SEGMENT_BYTES, SEGMENT_ENTRIES } from '@weft/history/sealing';
import { WeftError, type BoardId, type ErasedPart, type PersonId } from '@weft/protocol';
import type { HistoryPieces } from '../ports.ts';
import { boardsOf, checkBoard, checkReplay } from './checkLog.ts';
import { LogEraser } from './erasing/LogEraser.ts';
import { encodeEventPayload } from './eventPayload.ts';
import { LogReader } from './LogReader.ts';
import { LogStore } from './LogStore.ts';
import { PieceReader } from './PieceReader.ts';
import { Sealer } from './Sealer.ts';
import type { SealedPiece } from './sealedPieces.ts';
import type { SealingPolicy } from './sealingPolicy.ts';
import type { AppendBatch, Keyframe, UpdateLog } from './UpdateLog.ts';

/** Seals whatever there is at once, a few entries at a time. */
export const EAGER: SealingPolicy = {
  segmentEntries: 3,
  segmentBytes: 200,
  hotMs: 0,
  coldMs: 0,
  coldEntries: 1,
  // What many tests put into a log is no board.
  tracks: { entries: Infinity, payloadBytes: Infinity },
  anchorEntries: 30,
};

/** `log.db` in this thread, without workers. */
export class DirectUpdateLog implements UpdateLog, HistoryPieces {
  readonly backlog = null;
  readonly #store: LogStore;
  readonly #reader: LogReader;
  readonly #pieces: PieceReader;
  /** Seals everything as soon as it is there: whoever reads must not notice. */
  readonly sealsAtOnce: boolean;

  constructor(file: string, sealsAtOnce = false) {
    this.#store = new LogStore(file);
    this.#reader = new LogReader(file);
    this.#pieces = new PieceReader(this.#reader);
    this.sealsAtOnce = sealsAtOnce;
  }

  async append(batch: AppendBatch): Promise<void> {
    const [failed] = this.#store.append(batch);
    if (failed !== undefined) throw new WeftError('internal', failed.reason);
    if (this.sealsAtOnce) this.sealAll();
  }

  /** Seals all that can be. @returns the pieces that were written. */
  sealAll(policy: SealingPolicy = EAGER): readonly SealedPiece[] {
    const sealer = new Sealer(this.#reader, policy);
    const pieces: SealedPiece[] = [];
    for (let piece = sealer.next(Date.now()); piece !== null; piece = sealer.next(Date.now())) {
      this.keep(piece);
      pieces.push(piece);
    }
    return pieces;
  }

  keep(piece: SealedPiece): void {
    if (piece.kind === 'segment') this.#store.seal(piece);
    else if (piece.kind === 'keyframe') this.#store.addKeyframe(piece);
    else if (piece.kind === 'track') this.#store.addTrack(piece);
    else if (piece.kind === 'dropped') this.#store.dropKeyframe(piece);
    else this.#store.pruneKeyframe(piece);
  }

  /** Erases and says so, as the board's facilitator. @returns whether there was something to erase */
  erase(boardId: BoardId, what: ErasedPart, at: number): boolean {
    const erased = new LogEraser(this.#reader).erase(boardId, what);
    if (erased === null) return false;
    const { entries, items } = erased.counts;
    const payload = encodeEventPayload({ type: 'erased', what: 'part', entries, items });
    this.#store.erase(erased, { by: 'fay' as PersonId, at, payload });
    return true;
  }

  /** What is wrong with the log, in words. */
  faults(): string[] {
    return boardsOf(this.#reader).flatMap((board) => [
      ...checkBoard(this.#reader, board),
      ...checkReplay(this.#reader, board),
    ]);
  }

  /** What a sealer read before something else happened. */
  nextPiece(policy: SealingPolicy = EAGER): SealedPiece | null {
    return new Sealer(this.#reader, policy).next(Date.now());
  }

  async create(boardId: BoardId, generation: string): Promise<void> {
    this.#store.create(boardId, generation);
  }

  async open(boardId: BoardId): ReturnType<UpdateLog['open']> {
    return this.#reader.open(boardId);
  }

  async read(boardId: BoardId, after: number, limit: number): ReturnType<UpdateLog['read']> {
    return this.#reader.read(boardId, after, limit);
  }

  async seqAt(boardId: BoardId, t: number): Promise<number> {
    return this.#reader.seqAt(boardId, t);
  }

  async keyframe(boardId: BoardId, upTo: number): Promise<Keyframe> {
    return this.#reader.keyframe(boardId, upTo);
  }

  async events(boardId: BoardId, upTo: number): Promise<readonly Uint8Array[]> {
    return this.#reader.events(boardId, upTo);
  }

  async pieces(boardId: BoardId, after: number): ReturnType<HistoryPieces['pieces']> {
    return this.#pieces.list(boardId, after);
  }

  async segment(boardId: BoardId, seq: number): ReturnType<HistoryPieces['segment']> {
    return this.#pieces.segment(boardId, seq);
  }

  async keyframePiece(boardId: BoardId, seq: number): ReturnType<HistoryPieces['keyframePiece']> {
    return this.#pieces.keyframe(boardId, seq);
  }

  async track(boardId: BoardId, seq: number): ReturnType<HistoryPieces['track']> {
    return this.#pieces.track(boardId, seq);
  }

  async tail(boardId: BoardId, after: number, generation?: string): ReturnType<HistoryPieces['tail']> {
    return this.#pieces.tail(boardId, { after, limit: SEGMENT_ENTRIES, maxBytes: SEGMENT_BYTES, generation });
  }

  async authors(boardId: BoardId, after: number, limit: number): ReturnType<HistoryPieces['authors']> {
    return this.#pieces.authors(boardId, after, limit);
  }

  async ping(): Promise<void> {
    this.#store.ping();
  }

  async close(): Promise<void> {
    this.#reader.close();
    this.#store.close();
  }
}
