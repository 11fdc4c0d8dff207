import type { ClientId } from '@weft/protocol';
import { presenceFrame, type PresenceEntry } from './presenceFrames.ts';

/** One connection as presence sees it. */
export interface PresenceOwner {
  /** The clientIDs that this connection speaks for: settled by its first messages. */
  readonly presenceIds: Set<ClientId>;
  /** True when the clientID is this person's, now or (claimed by this call) from now on. */
  mayUse(clientId: ClientId): boolean;
  /** True when nobody has used the clientID on this board. */
  isFree(clientId: ClientId): boolean;
  sendPresence(frame: Uint8Array): void;
}

interface Live {
  readonly owner: PresenceOwner;
  entry: PresenceEntry;
}

/**
 * Who is where on one board. Nothing of it is stored.
 *
 * A stock client repeats what it hears about others, so entries for foreign clientIDs are passed over, not punished. What
 * an entry says goes to everybody, its sender included (a stock client drops a socket that is silent for 30 s), gathered
 * over one tick and encoded once.
 */
export class PresenceHub {
  readonly #live = new Map<ClientId, Live>();
  readonly #changed = new Map<ClientId, PresenceEntry>();
  readonly #owners = new Set<PresenceOwner>();
  readonly #tickMs: number;
  readonly #maxPerConnection: number;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: { tickMs: number; maxPerConnection: number }) {
    this.#tickMs = options.tickMs;
    this.#maxPerConnection = options.maxPerConnection;
  }

  join(owner: PresenceOwner): void {
    this.#owners.add(owner);
  }

  /** Everybody who is here, for one who asks. */
  whole(): Uint8Array | null {
    return this.#live.size === 0 ? null : presenceFrame([...this.#live.values()].map(({ entry }) => entry));
  }

  receive(owner: PresenceOwner, entries: readonly PresenceEntry[]): void {
    const first = owner.presenceIds.size === 0;
    for (const entry of entries) {
      if (!this.#speaksFor(owner, entry.clientId, first)) continue;
      const known = this.#live.get(entry.clientId);
      if (known !== undefined && known.owner === owner && entry.clock < known.entry.clock) continue;
      if (entry.state === 'null') this.#live.delete(entry.clientId);
      else this.#live.set(entry.clientId, { owner, entry });
      this.#change(entry);
    }
  }

  /** The connection ended: its entries are gone for everybody, under the clock they had, so that a return is seen at once. */
  leave(owner: PresenceOwner): void {
    this.#owners.delete(owner);
    for (const clientId of owner.presenceIds) {
      const known = this.#live.get(clientId);
      if (known?.owner !== owner) continue;
      this.#live.delete(clientId);
      this.#change({ ...known.entry, state: 'null' });
    }
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /**
   * A connection speaks for the clientIDs of its first message, and for new ones that nobody has used. Later repeats of
   * another tab's clientID of the same person are not its own: taking them would leave a ghost when that tab closes.
   */
  #speaksFor(owner: PresenceOwner, clientId: ClientId, first: boolean): boolean {
    if (owner.presenceIds.has(clientId)) return true;
    if (owner.presenceIds.size >= this.#maxPerConnection) return false;
    if (!first && !owner.isFree(clientId)) return false;
    if (!owner.mayUse(clientId)) return false;
    owner.presenceIds.add(clientId);
    return true;
  }

  #change(entry: PresenceEntry): void {
    this.#changed.set(entry.clientId, entry);
    this.#timer ??= setTimeout(() => this.#tick(), this.#tickMs);
  }

  #tick(): void {
    this.#timer = null;
    const frame = presenceFrame([...this.#changed.values()]);
    this.#changed.clear();
    for (const owner of this.#owners) owner.sendPresence(frame);
  }
}
