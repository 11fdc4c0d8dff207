import { setImmediate } from 'node:timers/promises';
import type { BoardId, LogEntry } from '@weft/protocol';
import { startWorker, WorkerCalls } from '../workers/WorkerCalls.ts';
import type { AppendBatch, AppendedEntry, ClientIdClaim, StoredBoard, UpdateLog } from './UpdateLog.ts';

interface Gathering {
  readonly entries: AppendedEntry[];
  readonly claims: ClientIdClaim[];
  readonly done: PromiseWithResolvers<void>;
}

const gathering = (): Gathering => ({ entries: [], claims: [], done: Promise.withResolvers<void>() });

/**
 * Group commit without a timer. While one commit is under way in the worker, everything that arrives is gathered and
 * becomes the next one; when the worker is idle a commit starts at the end of the current event-loop turn. So an edit
 * waits for at most the commit under way and its own, and the busier the server, the larger the groups.
 */
export class SqliteUpdateLog implements UpdateLog {
  readonly #calls: WorkerCalls;
  #next = gathering();
  /** The commit under way or about to start; null when there is nothing to do. */
  #running: Promise<void> | null = null;

  /** @param file the path of `log.db`; its folder must exist. */
  constructor(file: string) {
    this.#calls = new WorkerCalls(startWorker(import.meta.url, 'logWorker', { file }));
  }

  append(batch: AppendBatch): Promise<void> {
    this.#next.entries.push(...batch.entries);
    this.#next.claims.push(...batch.claims);
    const { promise } = this.#next.done;
    this.#running ??= this.#commitAll();
    return promise;
  }

  async create(boardId: BoardId, generation: string): Promise<void> {
    await this.#calls.call('create', { boardId, generation });
  }

  async open(boardId: BoardId): Promise<StoredBoard | null> {
    return (await this.#calls.call('open', boardId)) as StoredBoard | null;
  }

  async read(boardId: BoardId, after: number, limit: number): Promise<readonly LogEntry[]> {
    return (await this.#calls.call('read', { boardId, after, limit })) as LogEntry[];
  }

  async seqAt(boardId: BoardId, t: number): Promise<number> {
    return (await this.#calls.call('seqAt', { boardId, t })) as number;
  }

  async ping(): Promise<void> {
    await this.#calls.call('ping', null);
  }

  async close(): Promise<void> {
    await this.#running;
    await this.#calls.close();
  }

  async #commitAll(): Promise<void> {
    await setImmediate();
    while (this.#next.entries.length + this.#next.claims.length > 0) {
      const { entries, claims, done } = this.#next;
      this.#next = gathering();
      try {
        await this.#calls.call('append', { entries, claims });
        done.resolve();
      } catch (error) {
        done.reject(error);
        // What was gathered meanwhile continues entries that do not exist: it fails with them, else a log had a gap.
        this.#next.done.reject(error);
        this.#next.done.promise.catch(() => undefined);
        this.#next = gathering();
      }
    }
    this.#running = null;
  }
}
