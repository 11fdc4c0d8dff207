import type { ConnectionState } from '../sync/BoardConnection.ts';
import type { RosterPerson } from '../sync/roster.ts';
import { isNamed } from '../people/nameOf.ts';
import type { ClientId, PersonId } from '@weft/protocol';
import { createPresenceStateDerivation, createUserId, InstancePresenceRecordType, react } from 'tldraw';
import type { Signal, TLInstancePresence, TLStore, TLUser } from 'tldraw';
import type { Awareness } from 'y-protocols/awareness';
import { gestureOf } from './gestureState.ts';
import type { Gesture, GestureToSend } from './gestureState.ts';
import { NO_PRESENCE, presenceRecord, presenceToSend } from './presenceState.ts';

/** About twenty times a second: others' cursors feel live, and thirty people do not flood one socket. */
const SEND_INTERVAL_MS = 50;

export interface PresenceBindingOptions {
  readonly store: TLStore;
  readonly awareness: Awareness;
  readonly user: Signal<TLUser | null>;
  readonly connection: { state(): ConnectionState; subscribe(listener: () => void): () => void };
  /** What is in somebody's hands and not written yet, both ways. */
  readonly gestures: {
    gestureToSend(): GestureToSend | null;
    showGesture(client: ClientId, gesture: Gesture | null): void;
  };
  readonly me: PersonId;
  /** The pointer has been somewhere on this page. */
  readonly hasPointed: () => boolean;
  /** A person's colour as it is to be drawn in the present theme. */
  readonly colorOf: (color: string) => string;
}

/** Binds tldraw's presence to the board's awareness, both ways. What comes in is checked; who it is says the roster. */
export class PresenceBinding {
  readonly #options: PresenceBindingOptions;
  readonly #stops: (() => void)[] = [];
  readonly #changed = new Set<ClientId>();
  /** When each client last did something, in this page's time. */
  readonly #activity = new Map<ClientId, number>();
  readonly #mine: Signal<TLInstancePresence | null>;
  #frame: number | null = null;
  #sendTimer: ReturnType<typeof setTimeout> | null = null;
  #lastSent = -Infinity;

  constructor(options: PresenceBindingOptions) {
    this.#options = options;
    const { awareness, connection, store, user } = options;
    this.#mine = createPresenceStateDerivation(user)(store);
    this.#stops.push(
      react('send presence', () => {
        this.#mine.get();
        this.requestSend();
      }),
      store.listen(() => this.requestSend(), { source: 'user', scope: 'document' }),
      onRosterChange(connection, () => this.refresh()),
    );
    const onAwareness = (change: Record<'added' | 'updated' | 'removed', ClientId[]>) => {
      for (const client of [...change.added, ...change.updated, ...change.removed]) {
        // The sender's own clock may be anywhere.
        this.#activity.set(client, Date.now());
        this.#see(client);
      }
    };
    awareness.on('change', onAwareness);
    this.#stops.push(() => awareness.off('change', onAwareness));
    this.refresh();
  }

  /** Looks at everybody again: names or colours have changed. */
  refresh(): void {
    for (const client of this.#options.awareness.getStates().keys()) this.#see(client);
  }

  /** Something changed that others are told. */
  requestSend(): void {
    if (this.#sendTimer !== null) return;
    const wait = Math.max(0, this.#lastSent + SEND_INTERVAL_MS - performance.now());
    this.#sendTimer = setTimeout(() => {
      this.#sendTimer = null;
      this.#lastSent = performance.now();
      this.#send();
    }, wait);
  }

  destroy(): void {
    for (const stop of this.#stops) stop();
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    if (this.#sendTimer !== null) clearTimeout(this.#sendTimer);
    const { awareness, gestures } = this.#options;
    for (const client of awareness.getStates().keys()) gestures.showGesture(client, null);
    const state = awareness.getLocalState();
    if (state !== null) awareness.setLocalState({ ...state, ...NO_PRESENCE, gesture: null, held: null });
  }

  #see(client: ClientId): void {
    const { awareness, gestures } = this.#options;
    if (client === awareness.clientID) return;
    gestures.showGesture(client, this.#gestureOf(client));
    this.#changed.add(client);
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#show();
    });
  }

  #show(): void {
    const { store } = this.#options;
    const put: TLInstancePresence[] = [];
    const remove: TLInstancePresence['id'][] = [];
    for (const client of this.#changed) {
      const record = this.#recordOf(client);
      if (record) put.push(record);
      else remove.push(InstancePresenceRecordType.createId(String(client)));
    }
    this.#changed.clear();
    store.mergeRemoteChanges(() => {
      store.remove(remove.filter((id) => store.has(id)));
      store.put(put);
    });
  }

  #recordOf(client: ClientId): TLInstancePresence | null {
    const state: unknown = this.#options.awareness.getStates().get(client);
    const person = this.#personOf(client);
    if (state === undefined || !person || person.id === this.#options.me) {
      this.#activity.delete(client);
      return null;
    }
    const known = {
      // Who is not told by name may be several: each has a cursor of their own.
      userId: createUserId(isNamed(person) ? person.id : `${person.id}-${client}`),
      name: person.name,
      color: this.#options.colorOf(person.color),
    };
    return presenceRecord(state, client, known, this.#activity.get(client) ?? Date.now());
  }

  /** What a viewer's page tells is not shown: whoever may not change anything cannot seem to. */
  #gestureOf(client: ClientId): Gesture | null {
    const person = this.#personOf(client);
    if (!person || person.role === 'viewer') return null;
    return gestureOf(this.#options.awareness.getStates().get(client));
  }

  #personOf(client: ClientId): RosterPerson | undefined {
    const { clients, people } = this.#options.connection.state();
    return people.find(({ id }) => id === clients.get(client));
  }

  /** All in one message; none while this page is taken to be gone. */
  #send(): void {
    const { awareness, gestures, hasPointed } = this.#options;
    const state = awareness.getLocalState();
    if (state === null) return;
    const record = this.#mine.get();
    const told = gestures.gestureToSend();
    // Just after a write nothing is pending for a moment: so what is held stays for one message longer than the gesture.
    const held = told || state['gesture'] === null ? (told?.held ?? null) : state['held'];
    awareness.setLocalState({
      ...state,
      ...(record ? presenceToSend(record, hasPointed()) : NO_PRESENCE),
      gesture: told?.gesture ?? null,
      held,
    });
  }
}

function onRosterChange(connection: PresenceBindingOptions['connection'], listener: () => void): () => void {
  let { people, clients } = connection.state();
  return connection.subscribe(() => {
    const state = connection.state();
    if (state.people === people && state.clients === clients) return;
    ({ people, clients } = state);
    listener();
  });
}
