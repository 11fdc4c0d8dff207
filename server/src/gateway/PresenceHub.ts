import { encodePresenceNews, type ClientId, type PresencePatch, type SlotPatch } from '@weft/protocol';
import { presenceFrame, type PresenceEntry } from './presenceFrames.ts';
import { PresenceState } from './PresenceState.ts';

/** One connection as presence sees it. */
export interface PresenceOwner {
  /** The clientIDs that this connection speaks for: settled by its first messages. */
  readonly presenceIds: Set<ClientId>;
  /** Hears Weft's compact presence; others hear y-protocols awareness. */
  readonly hearsCompact: boolean;
  /** True when the clientID is this person's, now or (claimed by this call) from now on. */
  mayUse(clientId: ClientId): boolean;
  /** True when nobody has used the clientID on this board. */
  isFree(clientId: ClientId): boolean;
  /** @returns false when the connection is too slow for it just now and must hear of everybody later. */
  sendPresence(frame: Uint8Array): boolean;
}

export interface PresenceHubOptions {
  readonly maxPerConnection: number;
  /** One presence state, as JSON. */
  readonly maxStateBytes: number;
  /** How long changes are gathered with so many listeners, in ms. */
  readonly pace: (listeners: number) => number;
  readonly now: () => number;
  /** Whether it is on disk whose a clientID is: until then nobody hears of it, who could take it after a crash [I2]. */
  readonly isKept: (clientId: ClientId) => boolean;
}

/** After this share of its pace a tick is nearly due. */
const RIPE = 0.75;

interface Live {
  readonly owner: PresenceOwner;
  readonly slot: number;
  readonly state: PresenceState;
  clock: number;
}

/** What leaves with the next tick, for one clientID. */
interface Change {
  readonly slot: number;
  readonly clock: number;
  /** Compact listeners do not know the slot yet. */
  readonly introduced: boolean;
  /** Null for who left. */
  readonly state: PresenceState | null;
}

/**
 * Who is where on one board. Nothing of it is stored.
 *
 * A stock client repeats what it hears, so entries for foreign clientIDs are passed over, not punished. What an entry says
 * goes to everybody, its sender included (a stock client drops a socket that is silent for 30 s), gathered over one tick
 * and encoded once for each of the two kinds of listeners.
 *
 * A listener that could not take a tick has gaps. It is told of everybody, whole, as soon as it can take that.
 */
export class PresenceHub {
  readonly #options: PresenceHubOptions;
  readonly #live = new Map<ClientId, Live>();
  readonly #changed = new Map<ClientId, Change>();
  readonly #listeners = new Set<PresenceOwner>();
  readonly #behind = new Set<PresenceOwner>();
  readonly #freeSlots: number[] = [];
  #slots = 0;
  #timer: NodeJS.Timeout | null = null;
  /** From when on the next tick may leave along with something else. */
  #ripeAt = Infinity;

  constructor(options: PresenceHubOptions) {
    this.#options = options;
  }

  join(owner: PresenceOwner): void {
    this.#listeners.add(owner);
  }

  /** Everybody who is here, for one who asks. */
  whole(compact: boolean): Uint8Array | null {
    const live = [...this.#live].filter(([clientId]) => this.#options.isKept(clientId));
    if (!compact) {
      if (live.length === 0) return null;
      return presenceFrame(live.map(([clientId, one]) => awarenessEntry(clientId, one)));
    }
    const entries = live.map(([clientId, { slot, state }]) => ({ slot, clientId, ...state.whole() }));
    return encodePresenceNews({ whole: true, entries });
  }

  /** What a stock client says. */
  receive(owner: PresenceOwner, entries: readonly PresenceEntry[]): void {
    const first = owner.presenceIds.size === 0;
    for (const { clientId, clock, state } of entries) {
      if (!this.#speaksFor(owner, clientId, first)) continue;
      const known = this.#live.get(clientId);
      if (known !== undefined && known.owner === owner && clock < known.clock) continue;
      if (state === 'null') this.#leave(clientId, clock);
      else this.#update(owner, clientId, clock, (live) => live.replace(state));
    }
  }

  /** What Weft's own client says. @returns false when it spoke for somebody else, or its state grew too large. */
  receiveCompact(owner: PresenceOwner, clientId: ClientId, patch: PresencePatch): boolean {
    if (!this.#speaksFor(owner, clientId, owner.presenceIds.size === 0)) return false;
    const known = this.#live.get(clientId);
    if (patch.gone) {
      if (known?.owner === owner) this.#leave(clientId, known.clock);
      return true;
    }
    // Stock listeners remember the clock of whoever left, also over a restart of the server: time never falls behind it.
    const clock = Math.max((known?.clock ?? 0) + 1, this.#options.now());
    const state = this.#update(owner, clientId, clock, (live) => live.patch(patch));
    return state.size <= this.#options.maxStateBytes;
  }

  /** The connection ended: its entries are gone for everybody, under the clock they had, so that a return is seen at once. */
  leave(owner: PresenceOwner): void {
    this.#listeners.delete(owner);
    this.#behind.delete(owner);
    for (const clientId of owner.presenceIds) {
      const known = this.#live.get(clientId);
      if (known?.owner === owner) this.#leave(clientId, known.clock);
    }
  }

  /** Edits leave just now: presence that is nearly due leaves along with them, in one write to each socket. */
  leaveAlong(): void {
    if (this.#timer === null || this.#options.now() < this.#ripeAt) return;
    clearTimeout(this.#timer);
    this.#tick();
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
    if (owner.presenceIds.size >= this.#options.maxPerConnection) return false;
    if (!first && !owner.isFree(clientId)) return false;
    if (!owner.mayUse(clientId)) return false;
    owner.presenceIds.add(clientId);
    return true;
  }

  #update(
    owner: PresenceOwner,
    clientId: ClientId,
    clock: number,
    change: (state: PresenceState) => void,
  ): PresenceState {
    const known = this.#live.get(clientId);
    const isOwn = known?.owner === owner;
    const slot = known?.slot ?? this.#freeSlots.pop() ?? this.#slots++;
    const live: Live = isOwn ? known : { owner, slot, clock, state: new PresenceState() };
    live.clock = clock;
    change(live.state);
    if (!isOwn) this.#live.set(clientId, live);
    const introduced = !isOwn || this.#changed.get(clientId)?.introduced === true;
    this.#change(clientId, { slot, clock, introduced, state: live.state });
    return live.state;
  }

  #leave(clientId: ClientId, clock: number): void {
    const known = this.#live.get(clientId);
    if (known === undefined) return;
    this.#live.delete(clientId);
    this.#freeSlots.push(known.slot);
    // Nobody has heard of it, and its slot may be another's before they could.
    if (!this.#options.isKept(clientId)) return void this.#changed.delete(clientId);
    this.#change(clientId, { slot: known.slot, clock, introduced: false, state: null });
  }

  #change(clientId: ClientId, change: Change): void {
    // In the order of what happened last: a slot that is given on is left before it is taken.
    this.#changed.delete(clientId);
    this.#changed.set(clientId, change);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#timer !== null) return;
    const wait = this.#options.pace(this.#listeners.size);
    this.#ripeAt = this.#options.now() + wait * RIPE;
    this.#timer = setTimeout(() => this.#tick(), wait);
  }

  #tick(): void {
    this.#timer = null;
    const changes = [...this.#changed].filter(([clientId]) => this.#options.isKept(clientId));
    for (const [clientId] of changes) this.#changed.delete(clientId);
    const nothing = changes.length === 0;
    const frameFor = framesOf(
      () => encodePresenceNews({ whole: false, entries: changes.map(newsOf) }),
      () => presenceFrame(changes.map(([clientId, change]) => awarenessEntry(clientId, change))),
    );
    const wholeFor = framesOf(
      () => this.whole(true),
      () => this.whole(false),
    );
    for (const owner of this.#listeners) {
      const isBehind = this.#behind.has(owner);
      if (nothing && !isBehind) continue;
      const frame = isBehind ? wholeFor(owner) : frameFor(owner);
      if (frame === null || owner.sendPresence(frame)) this.#behind.delete(owner);
      else this.#behind.add(owner);
    }
    // Whoever is behind is told as soon as they can hear it, also when nobody moves any more; and what waits, when it may.
    if (this.#behind.size > 0 || this.#changed.size > 0) this.#schedule();
  }
}

function newsOf([clientId, { slot, introduced, state }]: readonly [ClientId, Change]): SlotPatch {
  if (state === null) return { slot, gone: true, whole: false, fields: {} };
  const changes = state.takeChanges();
  return introduced ? { slot, clientId, ...state.whole() } : { slot, ...changes };
}

const awarenessEntry = (
  clientId: ClientId,
  { clock, state }: { readonly clock: number; readonly state: PresenceState | null },
): PresenceEntry => ({ clientId, clock, state: state === null ? 'null' : state.json });

/** One frame for each kind of listener, made when the first of that kind asks. */
function framesOf(
  compact: () => Uint8Array | null,
  awareness: () => Uint8Array | null,
): (owner: PresenceOwner) => Uint8Array | null {
  const made = new Map<boolean, Uint8Array | null>();
  return ({ hearsCompact }) => {
    if (!made.has(hearsCompact)) made.set(hearsCompact, hearsCompact ? compact() : awareness());
    return made.get(hearsCompact) ?? null;
  };
}
