import { setTimeout as wait } from 'node:timers/promises';
import { WeftError } from '@weft/protocol';
import type { AppendBatch, UpdateLog } from './UpdateLog.ts';

/** A log whose disk is full, or slow, when the test says so. */
export class FailingLog implements UpdateLog {
  isFull = false;
  /** Every commit takes so much longer, in ms. */
  delay = 0;
  readonly #log: UpdateLog;

  constructor(log: UpdateLog) {
    this.#log = log;
  }

  get backlog(): Promise<void> | null {
    return this.#log.backlog;
  }

  async append(batch: AppendBatch): Promise<void> {
    this.#assertRoom();
    await this.#log.append(batch);
    if (this.delay > 0) await wait(this.delay);
  }

  async create(...args: Parameters<UpdateLog['create']>): Promise<void> {
    this.#assertRoom();
    await this.#log.create(...args);
  }

  async ping(): Promise<void> {
    this.#assertRoom();
    await this.#log.ping();
  }

  open(...args: Parameters<UpdateLog['open']>): ReturnType<UpdateLog['open']> {
    return this.#log.open(...args);
  }

  read(...args: Parameters<UpdateLog['read']>): ReturnType<UpdateLog['read']> {
    return this.#log.read(...args);
  }

  seqAt(...args: Parameters<UpdateLog['seqAt']>): ReturnType<UpdateLog['seqAt']> {
    return this.#log.seqAt(...args);
  }

  keyframe(...args: Parameters<UpdateLog['keyframe']>): ReturnType<UpdateLog['keyframe']> {
    return this.#log.keyframe(...args);
  }

  events(...args: Parameters<UpdateLog['events']>): ReturnType<UpdateLog['events']> {
    return this.#log.events(...args);
  }

  close(): Promise<void> {
    return this.#log.close();
  }

  #assertRoom(): void {
    if (this.isFull) throw new WeftError('storage_full', 'said the test');
  }
}
