import { messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import type { ClientId, CloseErrorCode } from '@weft/protocol';
import type { BoardHost } from '../boards/BoardHost.ts';
import type { BoardSession, DurableBatch } from '../boards/BoardSession.ts';
import type { Outbox } from './Outbox.ts';
import { syncFrame } from '../boards/syncFrame.ts';

export interface BoardFeedOptions {
  readonly host: BoardHost;
  /** Whose feed it is. */
  readonly recipient: BoardSession;
  readonly outbox: Outbox;
  readonly send: (frame: Uint8Array) => void;
  readonly close: (code: CloseErrorCode, detail: string) => void;
  /** Takes what an answer costs off the client's rate. @returns false when the session was closed for it. */
  readonly charge: (frame: Uint8Array) => boolean;
  /** Told when the reader is cut off from edits. */
  readonly onCutOff: () => void;
}

/** The state is the same bytes for all who know nothing yet, and may be large: one frame for all of them. */
const stateFrames = new WeakMap<Uint8Array, Uint8Array>();

function stateFrameOf(state: Uint8Array): Uint8Array {
  const known = stateFrames.get(state);
  if (known !== undefined) return known;
  const frame = syncFrame(messageYjsSyncStep2, state);
  stateFrames.set(state, frame);
  return frame;
}

/** So often is looked whether a slow reader has caught up, while no batch comes by. */
const CATCH_UP_MS = 250;

/**
 * What leaves a board for one connection: the state that it asked for, and every batch after it, in this order.
 *
 * - The state leaves only when all of it is durable [I2]; batches that become durable meanwhile follow it. Never the other
 *   way round: a client that held a batch without what it builds on would send it back with a gap, and be refused. One
 *   answer at a time, as each may hold the whole board.
 * - A reader that does not read is cut off from batches until it has read what waits, and gets the state as one piece then.
 */
export class BoardFeed {
  readonly #options: BoardFeedOptions;
  /** The client asked once: from then on it gets batches. */
  #asked = false;
  /** Batches behind the answer that waits to be durable; null when none waits. */
  #behindAnswer: Uint8Array[] | null = null;
  /** The newest state vector that was asked for meanwhile. */
  #askedMeanwhile: Uint8Array | null = null;
  /** What a slow reader had when it was cut off; null while it is fed. */
  #cutOffAt: ReadonlyMap<ClientId, number> | null = null;
  #catchUpTimer: NodeJS.Timeout | null = null;
  #ended = false;

  constructor(options: BoardFeedOptions) {
    this.#options = options;
  }

  /** The client has what this state vector says: it is sent the rest. */
  ask(stateVector: Uint8Array): void {
    if (this.#behindAnswer !== null) this.#askedMeanwhile = stateVector;
    else this.#answer(stateVector);
  }

  onDurable(batch: DurableBatch): void {
    if (!this.#asked) return;
    if (this.#cutOffAt !== null) return this.#catchUp();
    const { outbox, recipient, send, onCutOff } = this.#options;
    // Asked first: a frame that nobody gets need not be made.
    if (this.#behindAnswer === null && outbox.room === 'nothing') {
      this.#cutOffAt = batch.before;
      onCutOff();
      return this.#catchUp();
    }
    const frame = batch.frameFor(recipient);
    if (frame === null) return;
    if (this.#behindAnswer === null) send(frame);
    else this.#behindAnswer.push(frame);
  }

  end(): void {
    this.#ended = true;
    if (this.#catchUpTimer !== null) clearTimeout(this.#catchUpTimer);
  }

  #catchUp(): void {
    const from = this.#cutOffAt;
    if (from === null || this.#ended) return;
    const { outbox, close } = this.#options;
    if (outbox.room === 'hopeless') return close('too_slow', `${outbox.waiting}`);
    // Not while an answer waits: batches could go ahead of this one once that one has left.
    if (outbox.room === 'free' && this.#behindAnswer === null) {
      this.#cutOffAt = null;
      return this.#answer(Y.encodeStateVector(new Map(from)));
    }
    this.#catchUpTimer ??= setTimeout(() => {
      this.#catchUpTimer = null;
      this.#catchUp();
    }, CATCH_UP_MS);
  }

  #answer(stateVector: Uint8Array): void {
    const { host, send, charge } = this.#options;
    const { state, since } = host.stateFor(stateVector);
    const frame = stateFrameOf(state);
    if (!charge(frame)) return;
    this.#asked = true;
    const behind: Uint8Array[] = (this.#behindAnswer = []);
    host.durable(host.seq).then(
      () => {
        send(frame);
        if (since !== null) send(syncFrame(messageYjsUpdate, since));
        for (const batch of behind) send(batch);
        this.#behindAnswer = null;
        const asked = this.#askedMeanwhile;
        this.#askedMeanwhile = null;
        if (asked !== null && !this.#ended) this.#answer(asked);
      },
      // The host failed: it closes the session itself.
      () => undefined,
    );
  }
}
