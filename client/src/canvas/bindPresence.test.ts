import type { PersonId } from '@weft/protocol';
import { atom, createTLStore } from 'tldraw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { ConnectionState } from '../sync/BoardConnection.ts';
import { PresenceBinding } from './bindPresence.ts';
import type { Gesture, GestureToSend } from './gestureState.ts';
import { NO_PRESENCE } from './presenceState.ts';

const BEN = 77;
const told: GestureToSend = {
  gesture: { clock: 3, move: { parent: 'page:page', anchor: ['shape:a', 1, 2] } },
  held: ['shape:a'],
};
let stops: (() => void)[] = [];

/** Ann's page, with Ben on the board in a role. */
function start(role: 'participant' | 'viewer' | null) {
  const awareness = new Awareness(new Y.Doc());
  const shown = new Map<number, Gesture | null>();
  let mine: GestureToSend | null = null;
  const sent: unknown[] = [];
  awareness.on('update', () => sent.push(awareness.getLocalState()));
  const state = {
    people: role ? [{ id: 'p2', name: 'Ben', color: '#b5382a', role, here: true }] : [],
    clients: new Map([[BEN, 'p2']]),
  };
  const binding = new PresenceBinding({
    store: createTLStore(),
    awareness,
    user: atom('user', null),
    // As much of a connection's state as presence looks at.
    connection: { state: () => state as unknown as ConnectionState, subscribe: () => () => {} },
    gestures: {
      gestureToSend: () => mine,
      showGesture: (client, gesture) => void shown.set(client, gesture),
    },
    me: 'p1' as PersonId,
    hasPointed: () => true,
    colorOf: (color) => color,
  });
  stops = [() => binding.destroy(), () => awareness.destroy()];
  const hear = (said: object) => {
    awareness.states.set(BEN, { ...said });
    awareness.emit('change', [{ added: [], updated: [BEN], removed: [] }, 'network']);
  };
  return { awareness, binding, shown, sent, hear, tell: (gesture: GestureToSend | null) => (mine = gesture) };
}

beforeEach(() => {
  vi.useFakeTimers();
  // The store is filled in a frame; nobody waits for one here.
  vi.stubGlobal('requestAnimationFrame', () => 1);
  vi.stubGlobal('cancelAnimationFrame', () => {});
});
afterEach(() => {
  for (const stop of stops) stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('presence of gestures', () => {
  it('[G10] shows what somebody who may write has in their hands', () => {
    const { shown, hear } = start('participant');
    hear(told);
    expect(shown.get(BEN)?.items).toEqual(['shape:a']);
    hear({ gesture: null });
    expect(shown.get(BEN)).toBeNull();
  });

  it('[G10] shows nothing of a viewer, and nothing of whom the roster does not know', () => {
    for (const role of ['viewer', null] as const) {
      const { shown, hear } = start(role);
      hear(told);
      expect(shown.get(BEN)).toBeNull();
    }
  });

  it('tells of a gesture in one message with the cursor, about twenty times a second', () => {
    const { awareness, binding, sent, tell } = start('participant');
    awareness.setLocalStateField('caret', 'kept');
    vi.advanceTimersByTime(100);
    sent.length = 0;
    tell(told);
    for (let ms = 0; ms < 1_000; ms += 5) {
      binding.requestSend();
      vi.advanceTimersByTime(5);
    }
    expect(sent.length).toBeGreaterThanOrEqual(18);
    expect(sent.length).toBeLessThanOrEqual(21);
    expect(sent.at(-1)).toEqual({ caret: 'kept', ...NO_PRESENCE, ...told });
  });

  it('[G2] says which items are held for one message longer than the gesture, so that a write in between costs nothing', () => {
    const { awareness, binding, tell } = start('participant');
    const send = (gesture: GestureToSend | null) => {
      tell(gesture);
      binding.requestSend();
      vi.advanceTimersByTime(100);
      return awareness.getLocalState();
    };
    expect(send(told)).toMatchObject(told);
    expect(send(null)).toMatchObject({ gesture: null, held: told.held });
    expect(send(null)).toMatchObject({ gesture: null, held: null });
  });

  it('takes its own back when the canvas goes', () => {
    const { awareness, binding, shown, hear, tell } = start('participant');
    tell(told);
    binding.requestSend();
    vi.advanceTimersByTime(100);
    hear(told);
    binding.destroy();
    expect(awareness.getLocalState()).toMatchObject({ gesture: null, held: null });
    expect(shown.get(BEN)).toBeNull();
  });
});
