import type { FrameWriter } from './FrameWriter.ts';

export interface OutboxLimits {
  /** From here on presence is left out. */
  readonly maxPresenceBytes: number;
  /** From here on edits are no longer fed: the reader gets the state as one piece once it has read what waits. */
  readonly maxFedBytes: number;
  /** From here on the reader is hopeless. */
  readonly maxQueuedBytes: number;
  /** So long a reader may take to read what waits before it counts as hopeless. */
  readonly patienceMs: number;
}

/** How much may still be given to a socket that reads slowly. */
export type Room = 'free' | 'edits only' | 'nothing' | 'hopeless';

/**
 * What waits in one socket to be read. A slow reader first goes without presence, then without edits, and is given the
 * state anew when it has caught up; one that never does is let go.
 */
export class Outbox {
  readonly #writer: Pick<FrameWriter, 'send' | 'waiting'>;
  readonly #limits: OutboxLimits;
  readonly #now: () => number;
  #fullSince: number | null = null;

  constructor(writer: Pick<FrameWriter, 'send' | 'waiting'>, limits: OutboxLimits, now: () => number) {
    this.#writer = writer;
    this.#limits = limits;
    this.#now = now;
  }

  get waiting(): number {
    return this.#writer.waiting;
  }

  get room(): Room {
    const waiting = this.#writer.waiting;
    const { maxPresenceBytes, maxFedBytes, maxQueuedBytes, patienceMs } = this.#limits;
    if (waiting > maxQueuedBytes) return 'hopeless';
    if (waiting <= maxPresenceBytes) {
      this.#fullSince = null;
      return 'free';
    }
    if (this.#fullSince === null && waiting <= maxFedBytes) return 'edits only';
    // Once full, it stays so until nearly all is read: else it would be fed and cut off in turns.
    this.#fullSince ??= this.#now();
    return this.#now() - this.#fullSince > patienceMs ? 'hopeless' : 'nothing';
  }

  send(frame: Uint8Array): void {
    this.#writer.send(frame);
  }
}
