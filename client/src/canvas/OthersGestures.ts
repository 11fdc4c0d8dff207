import type { TLRecord, TLShapeId } from '@tldraw/tlschema';
import type { ClientId } from '@weft/protocol';
import type { Gesture } from './gestureState.ts';

/** A gesture that ended is shown until its last write arrives, which presence may overtake; not longer than this. */
export const HOLD_MS = 500;
/** Who gestures writes four times a second. A gesture of which nothing is written for so long is not believed. */
export const PATIENCE_MS = 2_000;

const MAX_CLIENTS = 64;

interface Held {
  readonly gesture: Gesture;
  /** What this page had of the client's writes when the gesture was first told. */
  readonly since: number;
  /** When it is no longer believed. */
  readonly patience: number;
  /** When it goes, once it has ended. */
  readonly hold: number | null;
}

export interface OthersGesturesOptions {
  /** The Yjs clock up to which this page's document has a client's writes. */
  readonly clockOf: (client: ClientId) => number;
  /** What the document has under an id. */
  readonly recordOf: (id: TLShapeId) => TLRecord | undefined;
  /** Asks to be settled in the next frame. */
  readonly onDue: () => void;
}

/**
 * What others are doing and have not written yet, laid over what the document says when it is put into the store; never
 * part of the document. A gesture is told at a clock of its client and holds until this page's document is past it: then
 * what came is newer. An item in two hands is shown in those that took it first.
 */
export class OthersGestures {
  readonly #options: OthersGesturesOptions;
  readonly #held = new Map<ClientId, Held>();
  /** Who was not believed any longer, and at which of their writes. */
  readonly #disbelieved = new Map<ClientId, number>();
  readonly #holderOf = new Map<string, ClientId>();
  readonly #stale = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(options: OthersGesturesOptions) {
    this.#options = options;
  }

  /** What a client does now; null when it does nothing, or left. */
  tell(client: ClientId, gesture: Gesture | null): void {
    const held = this.#held.get(client);
    if (gesture) this.#take(client, gesture, held);
    else this.#end(client, held);
    if (this.#stale.size > 0) this.#options.onDue();
    this.#awaitDeadline();
  }

  /**
   * Lets go of what is over.
   *
   * @param changed ids of what changed in the document since.
   * @returns ids of what may have to be put into the store anew.
   */
  settle(changed: Iterable<string>): string[] {
    const now = performance.now();
    for (const [client, held] of this.#held) {
      if (this.#isWritten(client, held.gesture)) this.#drop(client, held);
      else if (held.patience <= now) {
        this.#disbelieved.set(client, held.since);
        this.#drop(client, held);
      } else if (held.hold !== null && held.hold <= now) this.#drop(client, held);
    }
    this.#followAnchors(new Set(changed));
    const stale = [...this.#stale];
    this.#stale.clear();
    this.#awaitDeadline();
    return stale;
  }

  /** @returns the record as whoever has it in hand moves it. */
  over(record: TLRecord): TLRecord {
    const holder = this.#holderOf.get(record.id);
    const held = holder === undefined ? undefined : this.#held.get(holder);
    if (!held || record.typeName !== 'shape') return record;
    const { anchor, over } = held.gesture;
    const at = anchor && this.#options.recordOf(anchor);
    return over(record, at?.typeName === 'shape' ? at : null);
  }

  destroy(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #take(client: ClientId, gesture: Gesture, held: Held | undefined): void {
    const since = this.#options.clockOf(client);
    if (this.#isWritten(client, gesture) || this.#disbelieved.get(client) === since) return;
    if (!held && this.#held.size >= MAX_CLIENTS) return;
    const patience = held?.since === since ? held.patience : performance.now() + PATIENCE_MS;
    this.#disbelieved.delete(client);
    if (held) this.#release(client, held);
    for (const id of gesture.items) {
      if (!this.#holderOf.has(id)) this.#holderOf.set(id, client);
      this.#stale.add(id);
    }
    this.#held.set(client, { gesture, since, patience, hold: null });
  }

  #end(client: ClientId, held: Held | undefined): void {
    this.#disbelieved.delete(client);
    if (held && held.hold === null) this.#held.set(client, { ...held, hold: performance.now() + HOLD_MS });
  }

  #isWritten(client: ClientId, { clock }: Gesture): boolean {
    return this.#options.clockOf(client) > clock;
  }

  #drop(client: ClientId, held: Held): void {
    this.#release(client, held);
    this.#held.delete(client);
  }

  #release(client: ClientId, { gesture }: Held): void {
    for (const id of gesture.items) {
      if (this.#holderOf.get(id) !== client) continue;
      this.#holderOf.delete(id);
      this.#stale.add(id);
    }
  }

  /** Where the document moved an anchor, everything is in another place beside it. */
  #followAnchors(changed: ReadonlySet<string>): void {
    for (const { gesture } of this.#held.values()) {
      if (gesture.anchor && changed.has(gesture.anchor)) for (const id of gesture.items) this.#stale.add(id);
    }
  }

  #awaitDeadline(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#held.size === 0) return;
    const deadlines = [...this.#held.values()].map(({ hold, patience }) => Math.min(hold ?? patience, patience));
    const wait = Math.max(0, Math.min(...deadlines) - performance.now());
    this.#timer = setTimeout(() => this.#options.onDue(), wait);
  }
}
