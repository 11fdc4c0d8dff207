import { randomBytes } from 'node:crypto';
import type { Logger } from '../http/logger.ts';
import * as Y from 'yjs';
import {
  LIMITS,
  WeftError,
  type BoardEvent,
  type BoardId,
  type CloseErrorCode,
  type ItemId,
  type LogEntry,
  type PersonId,
  type StorageFault,
} from '@weft/protocol';
import { SavingState } from '../log/SavingState.ts';
import type { DisclosureFacts } from '../disclosure/Telling.ts';
import type { UpdateLog } from '../log/UpdateLog.ts';
import type {
  BoardClosing,
  BoardFounding,
  FoundingPart,
  HearMembershipEnded,
  LiveBoards,
  PreparedChange,
} from '../ports.ts';
import { batchFrames } from './batchFrames.ts';
import { BoardHost, SERVER_CONNECTION, SERVER_PERSON } from './BoardHost.ts';
import type { EditTiming } from './BoardSession.ts';
import { BoardSize, type BoardSizeLimits } from './BoardSize.ts';
import { assertKnownVersion, bringUpToDate } from './boardVersion.ts';
import { loadBoard } from './loadBoard.ts';

export interface BoardRegistryOptions {
  readonly log: UpdateLog;
  readonly now: () => number;
  /** Only goes forward, ms: what rests and idles is measured by it, since the machine's clock may jump. */
  readonly clock?: () => number;
  readonly idleMs: number;
  readonly maxClientIds: number;
  readonly maxLiveBoards: number;
  /** How large a board may become; by default as `LIMITS` say. */
  readonly boardLimits?: BoardSizeLimits;
  /** How long durable entries of a board with so many sessions are gathered, in ms. */
  readonly pace: (sessions: number) => number;
  readonly logger: Logger;
  readonly timing?: EditTiming;
  /** How long after a failed commit the disk is tried for the first time. */
  readonly firstProbeMs?: number;
  /** Told after content of a board became durable. */
  readonly onTouched: (boardId: BoardId, at: number) => void;
}

const newGeneration = (): string => randomBytes(12).toString('base64url');

/** A board that could not be trusted rests so long before it is opened again: clients that come back at once must not spin. */
const REST_AFTER_FAILURE_MS = 1_000;

/**
 * All live boards, one host each. A board is loaded at most once at a time (callers share the promise), and let go of in
 * one synchronous step that checks that nobody is on it and that all of it is durable: loading and unloading cannot race
 * an edit, since between the check and the removal no other code runs.
 */
export class BoardRegistry implements LiveBoards, BoardFounding, BoardClosing {
  readonly #options: BoardRegistryOptions;
  readonly #hosts = new Map<BoardId, Promise<BoardHost>>();
  readonly #live = new Map<BoardId, BoardHost>();
  readonly #restingUntil = new Map<BoardId, number>();
  readonly #saving: SavingState;
  readonly #sweeper: NodeJS.Timeout;
  readonly #endings = new Set<HearMembershipEnded>();
  readonly #idleSince = new Map<BoardId, number>();
  readonly #clock: () => number;
  #stopping = false;

  constructor(options: BoardRegistryOptions) {
    this.#options = options;
    this.#clock = options.clock ?? (() => performance.now());
    const { log, firstProbeMs } = options;
    this.#saving = new SavingState({
      probe: () => log.ping(),
      onChange: (fault) => this.#storageChanged(fault),
      ...(firstProbeMs === undefined ? {} : { firstWaitMs: firstProbeMs }),
    });
    this.#sweeper = setInterval(() => this.sweep(), Math.max(50, options.idleMs / 4));
    this.#sweeper.unref();
  }

  get liveCount(): number {
    return this.#live.size;
  }

  /** Of the largest board in memory: an upper bound. */
  get largestBoardBytes(): number {
    let most = 0;
    for (const host of this.#live.values()) most = Math.max(most, host.bytes);
    return most;
  }

  /** People with an open connection, each once. */
  get peopleCount(): number {
    const people = new Set<PersonId>();
    for (const host of this.#live.values()) for (const session of host.sessions) people.add(session.personId);
    return people.size;
  }

  /** Why nothing can be saved; null when all is well. */
  get storageFault(): StorageFault | null {
    return this.#saving.fault;
  }

  get connectionCount(): number {
    let count = 0;
    for (const host of this.#live.values()) count += host.sessions.size;
    return count;
  }

  /** The board's host, loaded if need be. Attach to it in the same turn in which the promise resolves. */
  open(boardId: BoardId): Promise<BoardHost> {
    if (this.#stopping) return Promise.reject(new WeftError('server_stopping'));
    const known = this.#hosts.get(boardId);
    if (known !== undefined) return known;
    if ((this.#restingUntil.get(boardId) ?? 0) > this.#clock()) {
      return Promise.reject(new WeftError('storage_failed', 'resting after a failed commit'));
    }
    if (this.#hosts.size >= this.#options.maxLiveBoards) return Promise.reject(new WeftError('server_full'));
    const loading = this.#load(boardId);
    this.#hosts.set(boardId, loading);
    loading.catch(() => this.#hosts.delete(boardId));
    return loading;
  }

  async create(boardId: BoardId, by: PersonId, title: string): Promise<void> {
    this.#saving.assertSaves();
    await this.#options.log.create(boardId, newGeneration());
    await this.record(boardId, by, { type: 'created', title });
  }

  async found(boardId: BoardId, parts: AsyncIterable<FoundingPart>): Promise<void> {
    const { log } = this.#options;
    this.#saving.assertSaves();
    await log.create(boardId, newGeneration());
    for await (const { entries, clientIds } of parts) {
      await log.append({
        entries: entries.map((entry) => ({ ...entry, boardId })),
        claims: clientIds.map((clientId) => ({ boardId, clientId, personId: SERVER_PERSON })),
      });
    }
  }

  async record(boardId: BoardId, by: PersonId | null, event: BoardEvent): Promise<void> {
    const host = await this.open(boardId);
    await host.record(by, event);
  }

  async change(boardId: BoardId, by: PersonId, { updates, clientId, intent }: PreparedChange): Promise<void> {
    const host = await this.open(boardId);
    const author = { personId: by, connectionId: SERVER_CONNECTION, intent };
    // All of it or nothing.
    host.assertRoomFor(updates.reduce((sum, { byteLength }) => sum + byteLength, 0));
    for (const update of updates) {
      // Each waits for the one before to be durable: that is when others get their turn.
      await host.change(author, (doc) => Y.applyUpdate(doc, update), clientId);
    }
  }

  async setLocked(
    boardId: BoardId,
    by: PersonId,
    items: readonly ItemId[],
    locked: boolean,
  ): Promise<readonly ItemId[]> {
    const host = await this.open(boardId);
    await host.setLocked(by, items, locked);
    return host.lockedItems;
  }

  /**
   * Does something to a board's log while nobody is on it and nothing of it is in memory. Everything that was received is
   * durable first; whoever was on it is sent away with the code, and whoever comes waits until it is done.
   */
  async whileClosed<T>(boardId: BoardId, code: CloseErrorCode, work: () => Promise<T>): Promise<T> {
    this.#saving.assertSaves();
    let host = await this.open(boardId);
    while (!host.isOpen || host.durableSeq < host.seq) {
      if (host.isOpen) await host.durable(host.seq);
      host = await this.open(boardId);
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#release(host, code);
    const loading = promise.then(() => this.#load(boardId));
    this.#hosts.set(boardId, loading);
    loading.catch(() => this.#hosts.delete(boardId));
    try {
      return await work();
    } finally {
      resolve();
    }
  }

  roleChanged(boardId: BoardId, personId: PersonId): void {
    for (const session of this.#live.get(boardId)?.sessions ?? []) {
      if (session.personId === personId) session.onHostClosed('role_changed');
    }
  }

  membershipEnded(boardId: BoardId, personId: PersonId): void {
    for (const session of this.#live.get(boardId)?.sessions ?? []) {
      if (session.personId === personId) session.onHostClosed('membership_ended');
    }
    for (const hear of this.#endings) hear(boardId, personId);
  }

  onMembershipEnded(hear: HearMembershipEnded): () => void {
    this.#endings.add(hear);
    return () => void this.#endings.delete(hear);
  }

  /** Everybody who is on a board with this person sees the new name. */
  renamed(personId: PersonId, name: string): void {
    for (const host of this.#live.values()) {
      for (const session of host.sessions) if (session.personId === personId) session.onRenamed(name);
    }
  }

  disclosureChanged(boardId: BoardId, facts: DisclosureFacts): void {
    for (const session of this.#live.get(boardId)?.sessions ?? []) session.onDisclosure(facts);
  }

  deleted(boardId: BoardId): void {
    const host = this.#live.get(boardId);
    if (host !== undefined) for (const session of host.sessions) session.onHostClosed('board_deleted');
    for (const hear of this.#endings) hear(boardId, null);
  }

  here(boardId: BoardId): readonly PersonId[] {
    return [...new Set([...(this.#live.get(boardId)?.sessions ?? [])].map((session) => session.personId))];
  }

  async read(boardId: BoardId, after: number, limit: number): Promise<readonly LogEntry[]> {
    return this.#options.log.read(boardId, after, limit);
  }

  async seqAt(boardId: BoardId, t: number): Promise<number> {
    return this.#options.log.seqAt(boardId, t);
  }

  async state(boardId: BoardId): Promise<{ seq: number; update: Uint8Array }> {
    const host = await this.open(boardId);
    const seq = host.seq;
    const update = Y.encodeStateAsUpdate(host.doc);
    await host.durable(seq);
    return { seq, update };
  }

  /** Lets go of boards that nobody has used for a while. */
  sweep(): void {
    const now = this.#clock();
    for (const [boardId, host] of this.#live) {
      if (!host.isIdle) {
        this.#idleSince.delete(boardId);
        continue;
      }
      const since = this.#idleSince.get(boardId) ?? now;
      this.#idleSince.set(boardId, since);
      if (now - since >= this.#options.idleMs) this.#release(host, 'server_stopping');
    }
  }

  /** Ends every session with a code that makes clients come back; what was received is committed first. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#sweeper);
    this.#saving.stop();
    const hosts = await Promise.allSettled(this.#hosts.values());
    for (const settled of hosts) {
      if (settled.status === 'rejected') continue;
      const host = settled.value;
      // A failed commit has closed the host already: its clients still hold what was not saved.
      await host
        .durable(host.seq)
        .catch((error: unknown) => this.#options.logger.warn({ err: error }, 'board not drained'));
      this.#release(host, 'server_stopping');
    }
  }

  async #load(boardId: BoardId): Promise<BoardHost> {
    const { log, now, maxClientIds, pace, logger, timing } = this.#options;
    const stored = await log.open(boardId);
    if (stored === null) throw new WeftError('board_not_found');
    const { doc, locks, bytes, damaged } = await loadBoard(log, boardId);
    for (const detail of damaged) logger.error({ boardId, detail }, 'keyframe damaged');
    assertKnownVersion(doc, (clientId) => stored.owners.get(clientId));
    const host = new BoardHost({
      boardId,
      stored,
      doc,
      locks,
      log,
      saving: this.#saving,
      now,
      maxClientIds,
      size: new BoardSize(doc, bytes, this.#options.boardLimits ?? LIMITS),
      pace,
      ...(timing === undefined ? {} : { timing }),
      batchFrames: (entries) => {
        const update = entries.findLast((entry) => entry.kind === 'update');
        if (update !== undefined) this.#options.onTouched(boardId, update.at);
        return batchFrames(entries);
      },
      onFailed: (failed, error) => {
        logger.error(
          { boardId, err: error, code: error.code, detail: error.detail },
          'board closed: it could not be saved',
        );
        // What is wrong with this board alone is no reason to stop the others.
        const fault = error.code === 'storage_full' || error.code === 'storage_failed' ? error.code : null;
        this.#release(failed, fault ?? 'internal');
        if (fault === null) this.#restingUntil.set(boardId, this.#clock() + REST_AFTER_FAILURE_MS);
        else this.#saving.failed(fault);
      },
    });
    this.#live.set(boardId, host);
    await bringUpToDate(host, logger);
    return host;
  }

  /** Boards with an edit under way end by themselves, since their documents are ahead of the log; the others stay. */
  #storageChanged(fault: StorageFault | null): void {
    const { logger } = this.#options;
    if (fault === null) logger.info('saving again');
    else logger.error({ code: fault }, 'nothing can be saved: boards are read-only until there is room');
    for (const host of this.#live.values()) host.storageChanged(fault);
  }

  #release(host: BoardHost, code: CloseErrorCode): void {
    this.#live.delete(host.boardId);
    this.#hosts.delete(host.boardId);
    this.#idleSince.delete(host.boardId);
    host.close(code);
  }
}
