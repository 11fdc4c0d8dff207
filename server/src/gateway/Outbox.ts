import type { FrameWriter } from './FrameWriter.ts';

export interface OutboxLimits {
  /** From here on presence is left out. */
  readonly maxPresenceBytes: number;
  /** From here on edits are no longer fed: the reader gets the state as one piece once it has read what waits. */
  readonly maxFedBytes: number;
  /** From here on, beside the longest message, the reader is hopeless: a board's state is one message, of any size. */
  readonly maxQueuedBytes: number;
  /** A reader that takes nothing at all for so long, of what waits, counts as hopeless. */
  readonly patienceMs: number;
}

/** How much may still be given to a socket that reads slowly. */
export type Room = 'free' | 'edits only' | 'nothing' | 'hopeless';

/**
 * What waits in one socket to be read. A slow reader first goes without presence, then without edits, and is given the
 * state anew when it has caught up. It may take as long as it likes, as long as it goes on reading; one that does not is
 * let go.
 */
export class Outbox {
  readonly #writer: Pick<FrameWriter, 'send' | 'waiting' | 'taken'>;
  readonly #limits: OutboxLimits;
  readonly #clock: () => number;
  /** Since when it is full, or what it had taken when it was last seen to take something. */
  #full: { readonly since: number; readonly taken: number } | null = null;
  #longest = 0;

  /** @param clock only goes forward, ms */
  constructor(writer: Pick<FrameWriter, 'send' | 'waiting' | 'taken'>, limits: OutboxLimits, clock: () => number) {
    this.#writer = writer;
    this.#limits = limits;
    this.#clock = clock;
  }

  get waiting(): number {
    return this.#writer.waiting;
  }

  get room(): Room {
    const waiting = this.#writer.waiting;
    const { maxPresenceBytes, maxFedBytes, maxQueuedBytes } = this.#limits;
    if (waiting - this.#longest > maxQueuedBytes) return 'hopeless';
    if (waiting <= maxPresenceBytes) {
      this.#full = null;
      return 'free';
    }
    if (this.#full === null && waiting <= maxFedBytes) return 'edits only';
    // Once full, it stays so until nearly all is read: else it would be fed and cut off in turns.
    return this.#hasStalled() ? 'hopeless' : 'nothing';
  }

  send(frame: Uint8Array): void {
    if (this.#writer.waiting === 0) this.#longest = 0;
    this.#longest = Math.max(this.#longest, frame.byteLength);
    this.#writer.send(frame);
  }

  #hasStalled(): boolean {
    const [now, taken] = [this.#clock(), this.#writer.taken];
    if (this.#full === null || taken > this.#full.taken) this.#full = { since: now, taken };
    return now - this.#full.since > this.#limits.patienceMs;
  }
}
