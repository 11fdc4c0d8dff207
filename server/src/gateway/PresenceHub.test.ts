import * as decoding from 'lib0/decoding';
import { applyAwarenessUpdate, Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodePresenceNews, type ClientId, type PresencePatch } from '@weft/protocol';
import { PresenceHub, type PresenceOwner } from './PresenceHub.ts';

/** One who listens, in either of the two ways, and keeps what it heard as a real client would. */
class Listener implements PresenceOwner {
  readonly presenceIds = new Set<ClientId>();
  readonly hearsCompact: boolean;
  readonly frames: Uint8Array[] = [];
  slow = false;
  readonly #awareness = new Awareness(new Y.Doc());
  readonly #slots = new Map<number, ClientId>();
  readonly #states = new Map<ClientId, Record<string, unknown>>();

  constructor(kind: 'compact' | 'stock') {
    this.hearsCompact = kind === 'compact';
    this.#awareness.setLocalState(null);
  }

  mayUse = (): boolean => true;
  isFree = (): boolean => true;

  sendPresence(frame: Uint8Array): boolean {
    if (this.slow) return false;
    this.hear(frame);
    return true;
  }

  hear(frame: Uint8Array | null): void {
    if (frame === null) return;
    this.frames.push(frame);
    if (this.hearsCompact) this.#hearNews(frame);
    else {
      const decoder = decoding.createDecoder(frame);
      decoding.readVarUint(decoder);
      applyAwarenessUpdate(this.#awareness, decoding.readVarUint8Array(decoder), 'server');
    }
  }

  get states(): Record<number, unknown> {
    return Object.fromEntries(this.hearsCompact ? this.#states : this.#awareness.getStates());
  }

  destroy(): void {
    this.#awareness.destroy();
  }

  #hearNews(frame: Uint8Array): void {
    const { whole, entries } = decodePresenceNews(frame);
    if (whole) this.#states.clear();
    for (const { slot, clientId, ...patch } of entries) {
      if (clientId !== undefined) this.#slots.set(slot, clientId);
      const client = this.#slots.get(slot);
      if (client === undefined) throw new Error(`slot ${slot} was not introduced`);
      if (patch.gone) this.#states.delete(client);
      else this.#states.set(client, patched(patch.whole ? {} : (this.#states.get(client) ?? {}), patch));
    }
  }
}

function patched(state: Record<string, unknown>, { fields, pointer }: PresencePatch): Record<string, unknown> {
  const merged = { ...state, ...fields, ...(pointer === undefined ? {} : { pointer }) };
  return Object.fromEntries(Object.entries(merged).filter(([name, value]) => name === 'pointer' || value !== null));
}

const says = (fields: Record<string, unknown>, pointer?: [number, number] | null): PresencePatch => ({
  gone: false,
  whole: false,
  fields,
  ...(pointer === undefined ? {} : { pointer }),
});
const gone: PresencePatch = { gone: true, whole: false, fields: {} };

let hub: PresenceHub;
let listeners: Listener[];
const arrive = (kind: 'compact' | 'stock'): Listener => {
  const listener = new Listener(kind);
  listeners.push(listener);
  hub.join(listener);
  listener.hear(hub.whole(listener.hearsCompact));
  return listener;
};
const tick = (): void => void vi.advanceTimersByTime(50);

/** Whose these are is not on disk yet. */
let unkept: Set<ClientId>;

beforeEach(() => {
  vi.useFakeTimers();
  listeners = [];
  unkept = new Set();
  hub = new PresenceHub({
    maxPerConnection: 4,
    maxStateBytes: 500,
    pace: () => 50,
    now: () => Date.now(),
    isKept: (clientId) => !unkept.has(clientId),
  });
});
afterEach(() => {
  hub.stop();
  for (const listener of listeners) listener.destroy();
  vi.useRealTimers();
});

describe('presence on one board', () => {
  it('is the same for both kinds of listeners, whichever kind speaks', () => {
    const [ada, ben] = [arrive('compact'), arrive('stock')];
    hub.receiveCompact(ada, 1, says({ canvas: { page: 'page:a' } }, [10, 20]));
    hub.receive(ben, [{ clientId: 2, clock: 1, state: '{"canvas":{"page":"page:b"},"pointer":[1,2]}' }]);
    tick();
    const expected = {
      1: { canvas: { page: 'page:a' }, pointer: [10, 20] },
      2: { canvas: { page: 'page:b' }, pointer: [1, 2] },
    };
    expect(ada.states).toEqual(expected);
    expect(ben.states).toEqual(expected);
    expect(arrive('compact').states).toEqual(expected);
    expect(arrive('stock').states).toEqual(expected);
  });

  it('does not leave one who came in between two ticks with what was taken back before the second', () => {
    const ada = arrive('compact');
    hub.receiveCompact(ada, 1, says({ held: 'v' }, [1, 1]));
    tick();
    hub.receiveCompact(ada, 1, says({ held: 'w', brush: 'b' }, [2, 2]));
    const late = arrive('compact');
    expect(late.states).toEqual({ 1: { held: 'w', brush: 'b', pointer: [2, 2] } });
    hub.receiveCompact(ada, 1, says({ held: 'v', brush: null }, [1, 1]));
    tick();
    const expected = { 1: { held: 'v', pointer: [1, 1] } };
    expect([ada.states, late.states]).toEqual([expected, expected]);
  });

  it.each(['compact', 'stock'] as const)(
    '[I2] is told to nobody, one who comes included, before it is on disk whose it is (%s)',
    (kind) => {
      const ada = arrive('compact');
      const ben = arrive(kind);
      unkept.add(1);
      hub.receiveCompact(ada, 1, says({ a: 1 }));
      tick();
      hub.receiveCompact(ada, 1, says({ b: 2 }));
      tick();
      const late = arrive(kind);
      expect([ben.states, late.states]).toEqual([{}, {}]);
      unkept.delete(1);
      tick();
      const expected = { 1: { a: 1, b: 2, pointer: null } };
      expect([ben.states, late.states]).toEqual([expected, expected]);
    },
  );

  it('[I2] is never told of one who left before that was on disk, whoever has the place by then', () => {
    const [ada, ben] = [arrive('compact'), arrive('compact')];
    unkept.add(1);
    hub.receiveCompact(ada, 1, says({ a: 1 }));
    hub.receiveCompact(ada, 1, gone);
    hub.receiveCompact(ben, 2, says({ b: 2 }));
    tick();
    unkept.delete(1);
    tick();
    expect(ada.states).toEqual({ 2: { b: 2, pointer: null } });
  });

  it('passes over a field called __proto__, which would change what an object is', () => {
    const [ada, ben] = [arrive('compact'), arrive('stock')];
    hub.receive(ben, [{ clientId: 2, clock: 1, state: '{"__proto__":{"held":"x"},"canvas":"c"}' }]);
    tick();
    expect(ada.states).toEqual({ 2: { canvas: 'c', pointer: null } });
  });

  it('tells of a field that changed and of one that is gone, and of nothing that stayed', () => {
    const ada = arrive('compact');
    hub.receiveCompact(ada, 1, says({ canvas: 1, caret: 2, gesture: 3 }));
    tick();
    hub.receiveCompact(ada, 1, says({ canvas: 1, caret: 5, gesture: null }));
    tick();
    const last = decodePresenceNews(ada.frames.at(-1) as Uint8Array);
    expect(last.entries).toEqual([{ slot: 0, gone: false, whole: false, fields: { caret: 5, gesture: null } }]);
    expect(ada.states).toEqual({ 1: { canvas: 1, caret: 5, pointer: null } });
  });

  it('tells compact listeners of a stock client only what changed between its frames', () => {
    const [ada, ben] = [arrive('compact'), arrive('stock')];
    hub.receive(ben, [{ clientId: 2, clock: 1, state: '{"canvas":{"page":"a"},"user":{"name":"Ben"}}' }]);
    tick();
    hub.receive(ben, [{ clientId: 2, clock: 2, state: '{"canvas":{"page":"b"}}' }]);
    tick();
    const last = decodePresenceNews(ada.frames.at(-1) as Uint8Array);
    expect(last.entries).toEqual([
      { slot: 0, gone: false, whole: false, fields: { canvas: { page: 'b' }, user: null } },
    ]);
  });

  it('leaves no ghost of who leaves, comes back, or gives a slot to somebody else within one tick', () => {
    const [ada, ben, cleo] = [arrive('compact'), arrive('compact'), arrive('stock')];
    hub.receiveCompact(ada, 1, says({ a: 1 }));
    hub.receiveCompact(ben, 2, says({ b: 1 }));
    tick();
    hub.leave(ben);
    hub.receiveCompact(ada, 3, says({ c: 1 }));
    hub.receiveCompact(ada, 1, gone);
    hub.receiveCompact(ada, 1, says({ a: 2 }));
    tick();
    const expected = { 1: { a: 2, pointer: null }, 3: { c: 1, pointer: null } };
    expect(ada.states).toEqual(expected);
    expect(cleo.states).toEqual(expected);
  });

  it('shows stock listeners a client that left and came back under the same clientID', () => {
    const [ada, ben] = [arrive('compact'), arrive('stock')];
    hub.receiveCompact(ada, 1, says({ a: 1 }));
    tick();
    hub.leave(ada);
    tick();
    expect(ben.states).toEqual({});
    hub.receiveCompact(arrive('compact'), 1, says({ a: 2 }));
    tick();
    expect(ben.states).toEqual({ 1: { a: 2, pointer: null } });
  });

  it('tells one who was too slow of everybody, as soon as it can hear, also when nobody moves any more', () => {
    const [ada, ben] = [arrive('compact'), arrive('compact')];
    hub.receiveCompact(ada, 1, says({ a: 1 }));
    tick();
    ben.slow = true;
    hub.receiveCompact(ada, 1, says({ a: 2 }));
    hub.receiveCompact(ada, 7, says({ b: 1 }));
    tick();
    hub.receiveCompact(ada, 7, gone);
    tick();
    ben.slow = false;
    tick();
    expect(ben.states).toEqual({ 1: { a: 2, pointer: null } });
    const count = ben.frames.length;
    vi.advanceTimersByTime(1_000);
    expect(ben.frames).toHaveLength(count);
  });

  it('refuses a state that grows too large in parts', () => {
    const ada = arrive('compact');
    expect(hub.receiveCompact(ada, 1, says({ a: 'x'.repeat(300) }))).toBe(true);
    expect(hub.receiveCompact(ada, 1, says({ b: 'x'.repeat(300) }))).toBe(false);
  });

  it('leaves along with edits when it is nearly due, and not before', () => {
    const ada = arrive('compact');
    hub.receiveCompact(ada, 1, says({ a: 1 }));
    vi.advanceTimersByTime(30);
    const before = ada.frames.length;
    hub.leaveAlong();
    expect(ada.frames).toHaveLength(before);
    vi.advanceTimersByTime(10);
    hub.leaveAlong();
    expect(ada.states).toEqual({ 1: { a: 1, pointer: null } });
    vi.advanceTimersByTime(100);
    expect(ada.frames).toHaveLength(before + 1);
  });

  it('encodes a tick once for all listeners of a kind', () => {
    const [ada, ben, cleo] = [arrive('compact'), arrive('compact'), arrive('stock')];
    hub.receiveCompact(ada, 1, says({ a: 1 }));
    tick();
    expect(ben.frames.at(-1)).toBe(ada.frames.at(-1));
    expect(cleo.frames.at(-1)).not.toBe(ada.frames.at(-1));
  });
});
