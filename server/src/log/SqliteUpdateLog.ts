import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { SEGMENT_BYTES, SEGMENT_ENTRIES, type Sealed } from '@weft/history/sealing';
import { LIMITS, WeftError, type BoardId, type ErasedPart, type LogEntry, type PersonId } from '@weft/protocol';
import type {
  ErasureCounts,
  HistoryAuthors,
  HistoryPieceList,
  HistoryPieces,
  LogErasing,
  PlannedErasure,
} from '../ports.ts';
import { LastingWorker } from '../workers/LastingWorker.ts';
import { LazyWorker } from '../workers/LazyWorker.ts';
import { startWorker } from '../workers/WorkerCalls.ts';
import { encodeEventPayload } from './eventPayload.ts';
import type { ErasedLog } from './erasing/LogEraser.ts';
import type { LogSizes } from './logSizes.ts';
import type { TailQuery } from './PieceReader.ts';
import type { SealedPiece } from './sealedPieces.ts';
import { Gathering } from './Gathering.ts';
import type { AppendBatch, FailedBoard, Keyframe, StoredBoard, UpdateLog } from './UpdateLog.ts';

export interface SqliteUpdateLogOptions {
  /** In a steady stream commits begin at least so far apart, in ms: each wakes two threads and syncs the disk once. */
  readonly windowMs?: () => number;
  /** Told of each commit: how long it took and how many entries it held. */
  readonly onCommit?: (milliseconds: number, entries: number) => void;
  /** Told when the writing worker died (another one takes over), and when it died so often that none does. */
  readonly onWorkerDeath?: (reason: unknown) => void;
  readonly onWorkerGivenUp?: () => void;
  /** For tests, which end it. */
  readonly startWriter?: () => Worker;
}

/** So much may wait for its commit before whoever receives should stop. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;
const MOST_WAITING_ENTRIES = 5_000;

const READ_TIMEOUT_MS = 30_000;
const ERASING_TIMEOUT_MS = 10 * 60_000;
const READER_IDLE_MS = 60_000;

/**
 * Group commit. While one commit is under way in the worker, or began less than the commit window ago, everything that
 * arrives is gathered and becomes the next one; after a rest a commit starts at the end of the current event-loop turn.
 * So an edit waits for at most the window or the commit under way, and its own; and the busier the server, the larger
 * the groups.
 *
 * Reading goes through a worker of its own: unpacking somebody's history keeps no edit waiting.
 */
export class SqliteUpdateLog implements UpdateLog, HistoryPieces, LogErasing {
  readonly #writer: LastingWorker;
  readonly #reader: LazyWorker;
  readonly #eraser: LazyWorker;
  readonly #windowMs: () => number;
  readonly #onCommit: NonNullable<SqliteUpdateLogOptions['onCommit']>;
  /** The file is there and of today's layout; nobody reads before. */
  readonly #prepared: Promise<unknown>;
  #next = new Gathering();
  /** The commit under way or about to start; null when there is nothing to do. */
  #running: Promise<void> | null = null;
  #backlog: PromiseWithResolvers<void> | null = null;
  #lastCommit = -Infinity;

  /** @param file the path of `log.db`; its folder must exist. */
  constructor(file: string, options: SqliteUpdateLogOptions = {}) {
    this.#windowMs = options.windowMs ?? (() => LIMITS.commitWindowMs);
    this.#onCommit = options.onCommit ?? (() => undefined);
    this.#writer = new LastingWorker({
      start: options.startWriter ?? (() => startWorker(import.meta.url, 'logWorker', { file })),
      onDeath: options.onWorkerDeath ?? (() => undefined),
      onGivenUp: options.onWorkerGivenUp ?? (() => undefined),
    });
    this.#reader = new LazyWorker({
      start: () => startWorker(import.meta.url, 'logReadWorker', { file }),
      timeoutMs: READ_TIMEOUT_MS,
      idleMs: READER_IDLE_MS,
    });
    this.#eraser = new LazyWorker({
      start: () => startWorker(import.meta.url, 'eraseWorker', { file }),
      timeoutMs: ERASING_TIMEOUT_MS,
      idleMs: 0,
    });
    this.#prepared = this.#writer.call('ping', null);
    this.#prepared.catch(() => undefined);
  }

  append(batch: AppendBatch): Promise<void> {
    const kept = this.#next.add(batch);
    if (this.#next.bytes > MOST_WAITING_BYTES || this.#next.entries.length > MOST_WAITING_ENTRIES) {
      this.#backlog ??= Promise.withResolvers<void>();
    }
    this.#running ??= this.#commitAll();
    return kept;
  }

  get backlog(): Promise<void> | null {
    return this.#backlog?.promise ?? null;
  }

  /** What waits for the commit after the one under way. */
  get waiting(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.#next.entries.length, bytes: this.#next.bytes };
  }

  async create(boardId: BoardId, generation: string): Promise<void> {
    await this.#writer.call('create', { boardId, generation });
  }

  async open(boardId: BoardId): Promise<StoredBoard | null> {
    return (await this.#read('open', boardId)) as StoredBoard | null;
  }

  async read(boardId: BoardId, after: number, limit: number): Promise<readonly LogEntry[]> {
    return (await this.#read('read', { boardId, after, limit })) as LogEntry[];
  }

  async seqAt(boardId: BoardId, t: number): Promise<number> {
    return (await this.#read('seqAt', { boardId, t })) as number;
  }

  async keyframe(boardId: BoardId, upTo: number): Promise<Keyframe> {
    return (await this.#read('keyframe', { boardId, upTo })) as Keyframe;
  }

  async events(boardId: BoardId, upTo: number): Promise<readonly Uint8Array[]> {
    return (await this.#read('events', { boardId, upTo })) as Uint8Array[];
  }

  async pieces(boardId: BoardId, after: number): Promise<HistoryPieceList> {
    return (await this.#read('pieces', { boardId, after })) as HistoryPieceList;
  }

  async segment(boardId: BoardId, seq: number): Promise<Sealed | null> {
    return (await this.#read('segment', { boardId, seq })) as Sealed | null;
  }

  async keyframePiece(boardId: BoardId, seq: number): Promise<Sealed | null> {
    return (await this.#read('keyframePiece', { boardId, seq })) as Sealed | null;
  }

  async track(boardId: BoardId, seq: number): Promise<Sealed | null> {
    return (await this.#read('track', { boardId, seq })) as Sealed | null;
  }

  async tail(boardId: BoardId, after: number, generation?: string): Promise<Uint8Array | null> {
    const query: TailQuery = { after, limit: SEGMENT_ENTRIES, maxBytes: SEGMENT_BYTES, generation };
    return (await this.#read('tail', { boardId, ...query })) as Uint8Array | null;
  }

  async authors(boardId: BoardId, after: number, limit: number): Promise<HistoryAuthors> {
    return (await this.#read('authors', { boardId, after, limit })) as HistoryAuthors;
  }

  async sizes(): Promise<LogSizes> {
    return (await this.#read('sizes', null)) as LogSizes;
  }

  /** Puts a sealed piece into the file. @throws WeftError `storage_failed`; the file is then as it was. */
  async keep(piece: SealedPiece): Promise<void> {
    await this.#writer.call(piece.kind, piece);
  }

  async planErasure(boardId: BoardId, what: ErasedPart): Promise<PlannedErasure> {
    await this.#prepared;
    return (await this.#eraser.call('plan', { boardId, what })) as PlannedErasure;
  }

  async imagesIn(boardId: BoardId): Promise<readonly string[]> {
    await this.#prepared;
    return (await this.#eraser.call('images', boardId)) as readonly string[];
  }

  /** Nobody may append to it meanwhile. */
  async erase(boardId: BoardId, what: ErasedPart, by: PersonId, at: number): Promise<ErasureCounts | null> {
    await this.#prepared;
    const erased = (await this.#eraser.call('erase', { boardId, what })) as ErasedLog | null;
    if (erased === null) return null;
    const { entries, items } = erased.counts;
    const type = 'personId' in what ? 'part' : 'stretch';
    const payload = encodeEventPayload({ type: 'erased', what: type, entries, items });
    await this.#writer.call('erase', { erased, event: { by, at, payload } });
    return erased.counts;
  }

  async ping(): Promise<void> {
    await this.#writer.call('ping', null);
  }

  async close(): Promise<void> {
    await this.#running;
    await this.#reader.close();
    await this.#eraser.close();
    await this.#writer.close();
  }

  async #read(op: string, arg: unknown): Promise<unknown> {
    await this.#prepared;
    try {
      return await this.#reader.call(op, arg);
    } catch (error) {
      if (error instanceof WeftError && error.code === 'internal') throw new WeftError('storage_failed', error.detail);
      throw error;
    }
  }

  async #commitAll(): Promise<void> {
    await this.#windowOpens();
    while (!this.#next.isEmpty) {
      const group = this.#next;
      this.#next = new Gathering();
      let caughtUp = this.#backlog;
      const began = performance.now();
      this.#lastCommit = began;
      try {
        const { entries, claims } = group;
        const failed = (await this.#writer.call('append', { entries, claims })) as readonly FailedBoard[];
        this.#onCommit(performance.now() - began, entries.length);
        // What was gathered meanwhile continues entries that do not exist: it fails with them, else a log had a gap.
        for (const { boardId, reason } of failed) {
          const error = new WeftError('internal', reason);
          group.fail(boardId, error);
          this.#next.fail(boardId, error);
        }
        group.succeed();
      } catch (error) {
        group.failAll(error);
        this.#next.failAll(error);
        this.#next = new Gathering();
        // Nothing waits any more, so nobody may be kept waiting for it.
        caughtUp = this.#backlog;
      }
      if (caughtUp !== null) {
        this.#backlog = null;
        caughtUp.resolve();
      }
      if (this.#next.entries.length > 0) await this.#windowOpens();
    }
    this.#running = null;
  }

  async #windowOpens(): Promise<void> {
    const wait = this.#lastCommit + this.#windowMs() - performance.now();
    await (wait > 0 ? setTimeout(wait) : setImmediate());
  }
}
