import { decodePresenceNews, encodePresence, POINTER_FIELD } from '@weft/protocol';
import type { ClientId, PresencePatch, PresencePointer } from '@weft/protocol';
import { removeAwarenessStates } from 'y-protocols/awareness';
import type { Awareness } from 'y-protocols/awareness';

type State = Readonly<Record<string, unknown>>;

/** Never out of date: who is gone, the server says; nobody has to say every few seconds that they are still here. */
const ALWAYS = Number.POSITIVE_INFINITY;

/**
 * Carries a page's awareness over the compact presence messages: of each change only the fields that changed leave, and
 * what comes in is put where y-protocols would have put it, so that whatever uses the awareness need not know.
 */
export class PresenceChannel {
  readonly #awareness: Awareness;
  readonly #send: (frame: Uint8Array<ArrayBuffer>) => void;
  readonly #clients = new Map<number, ClientId>();
  /** What the server was told of this page on the present socket: the JSON of each field. Null while there is none. */
  #told: Map<string, string> | null = null;

  constructor(awareness: Awareness, send: (frame: Uint8Array<ArrayBuffer>) => void) {
    this.#awareness = awareness;
    this.#send = send;
    awareness.on('update', this.#onUpdate);
  }

  /** The socket is open: the server knows nothing of this page yet. */
  opened(): void {
    this.#told = new Map();
    this.#clients.clear();
    this.#tell(true);
  }

  /** The socket is gone, and with it everybody else. */
  closed(): void {
    this.#told = null;
    this.#clients.clear();
    const others = [...this.#awareness.getStates().keys()].filter((client) => client !== this.#awareness.clientID);
    removeAwarenessStates(this.#awareness, others, this);
  }

  /** A presence frame from the server. Throws on a malformed one. */
  receive(frame: Uint8Array): void {
    const { whole, entries } = decodePresenceNews(frame);
    const { states } = this.#awareness;
    const next = new Map<ClientId, State | null>();
    if (whole) for (const client of states.keys()) next.set(client, null);
    for (const { slot, clientId, ...patch } of entries) {
      if (clientId !== undefined) this.#clients.set(slot, clientId);
      const client = this.#clients.get(slot);
      // Introduced in a frame that this page was too slow for; a whole frame follows.
      if (client === undefined) continue;
      // Somebody only said that they are still here, which is nothing that they did.
      if (isEmpty(patch) && states.has(client)) continue;
      next.set(client, patched(next.has(client) ? next.get(client) : states.get(client), patch));
    }
    next.delete(this.#awareness.clientID);
    this.#put(next);
  }

  destroy(): void {
    this.#awareness.off('update', this.#onUpdate);
  }

  readonly #onUpdate = (_changes: unknown, origin: unknown): void => {
    if (origin === 'local') this.#tell(false);
  };

  /** Says what changed. The awareness renews itself every 15 s, and so this says at least that the page is there. */
  #tell(whole: boolean): void {
    const told = this.#told;
    if (told === null) return;
    const state = this.#awareness.getLocalState();
    if (state === null) {
      told.clear();
      return this.#send(encodePresence(this.#awareness.clientID, { gone: true, whole: false, fields: {} }));
    }
    this.#send(encodePresence(this.#awareness.clientID, changes(told, state, whole)));
  }

  #put(next: ReadonlyMap<ClientId, State | null>): void {
    const { states, meta } = this.#awareness;
    const added: ClientId[] = [];
    const updated: ClientId[] = [];
    const removed: ClientId[] = [];
    for (const [client, state] of next) {
      if (state === null) {
        if (states.delete(client)) removed.push(client);
        meta.delete(client);
        continue;
      }
      (states.has(client) ? updated : added).push(client);
      states.set(client, state);
      meta.set(client, { clock: 0, lastUpdated: ALWAYS });
    }
    if (added.length + updated.length + removed.length === 0) return;
    this.#awareness.emit('change', [{ added, updated, removed }, this]);
    this.#awareness.emit('update', [{ added, updated, removed }, this]);
  }
}

const isEmpty = ({ gone, whole, fields, pointer }: PresencePatch): boolean =>
  !gone && !whole && pointer === undefined && Object.keys(fields).length === 0;

function patched(known: State | null | undefined, { gone, whole, fields, pointer }: PresencePatch): State | null {
  if (gone) return null;
  const state: Record<string, unknown> = whole ? {} : { ...known };
  for (const [name, value] of Object.entries(fields)) {
    if (value === null) delete state[name];
    else state[name] = value;
  }
  if (pointer !== undefined) state[POINTER_FIELD] = pointer;
  return state;
}

/** What of the state differs from what was told; notes it as told. */
function changes(told: Map<string, string>, state: State, whole: boolean): PresencePatch {
  const fields: Record<string, unknown> = {};
  let pointer: PresencePointer | null | undefined;
  for (const name of new Set([...told.keys(), ...Object.keys(state)])) {
    const value = name === POINTER_FIELD ? pointerIn(state) : (state[name] ?? null);
    const json = value === null ? undefined : JSON.stringify(value);
    if (json === told.get(name)) continue;
    if (name === POINTER_FIELD) pointer = pointerIn(state);
    else fields[name] = value;
    if (json === undefined) told.delete(name);
    else told.set(name, json);
  }
  return { gone: false, whole, fields, ...(pointer === undefined ? {} : { pointer }) };
}

function pointerIn(state: State): PresencePointer | null {
  const point: unknown = state[POINTER_FIELD];
  if (!Array.isArray(point)) return null;
  const [x, y]: unknown[] = point;
  return typeof x === 'number' && typeof y === 'number' ? [x, y] : null;
}
