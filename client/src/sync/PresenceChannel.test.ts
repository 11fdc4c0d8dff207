import { createDecoder, readVarUint } from 'lib0/decoding';
import { encodePresenceNews, readPresencePatch } from '@weft/protocol';
import type { PresencePatch } from '@weft/protocol';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PresenceChannel } from './PresenceChannel.ts';

const ANN = 11;
const BEN = 22;

let awareness: Awareness;
let channel: PresenceChannel;
let sent: PresencePatch[];

beforeEach(() => {
  const doc = new Y.Doc();
  doc.clientID = ANN;
  awareness = new Awareness(doc);
  sent = [];
  channel = new PresenceChannel(awareness, (frame) => {
    const decoder = createDecoder(frame);
    readVarUint(decoder);
    sent.push(readPresencePatch(decoder).patch);
  });
});
afterEach(() => {
  channel.destroy();
  awareness.destroy();
});

const entry = (slot: number, fields: Record<string, unknown>, more: object = {}) => ({
  slot,
  gone: false,
  whole: false,
  fields,
  ...more,
});
const others = () => Object.fromEntries([...awareness.getStates()].filter(([client]) => client !== ANN));

describe('what a page says of itself', () => {
  it('is nothing while there is no socket, then everything, then what changed', () => {
    awareness.setLocalState({ canvas: { page: 'page:a' }, pointer: [1, 2] });
    expect(sent).toEqual([]);
    channel.opened();
    awareness.setLocalStateField('pointer', [3, 4]);
    awareness.setLocalStateField('caret', { item: 'shape:a' });
    awareness.setLocalState({ canvas: { page: 'page:a' }, pointer: null });
    expect(sent).toEqual([
      { gone: false, whole: true, fields: { canvas: { page: 'page:a' } }, pointer: [1, 2] },
      { gone: false, whole: false, fields: {}, pointer: [3, 4] },
      { gone: false, whole: false, fields: { caret: { item: 'shape:a' } } },
      { gone: false, whole: false, fields: { caret: null }, pointer: null },
    ]);
  });

  it('is everything again on the next socket', () => {
    awareness.setLocalState({ canvas: 1 });
    channel.opened();
    channel.closed();
    awareness.setLocalStateField('canvas', 2);
    channel.opened();
    expect(sent.at(-1)).toEqual({ gone: false, whole: true, fields: { canvas: 2 } });
    expect(sent).toHaveLength(2);
  });

  it('shows that the page is still there, however long nothing changes', () => {
    awareness.setLocalState({ canvas: 1 });
    channel.opened();
    // As the awareness does by itself every 15 s; its clock was bound to the real one when it was loaded.
    awareness.setLocalState(awareness.getLocalState());
    expect(sent.at(-1)).toEqual({ gone: false, whole: false, fields: {} });
  });
});

describe('what a page hears', () => {
  it('is put into the awareness, piece by piece, and told to whoever listens', () => {
    const changes: unknown[] = [];
    awareness.on('change', (change: unknown) => changes.push(change));
    const hear = (...entries: ReturnType<typeof entry>[]) =>
      channel.receive(encodePresenceNews({ whole: false, entries }));
    channel.opened();
    hear(entry(5, { canvas: 1 }, { clientId: BEN, whole: true, pointer: [1, 2] }));
    hear(entry(5, { caret: 3 }, { pointer: [7, 8] }));
    expect(others()).toEqual({ [BEN]: { canvas: 1, caret: 3, pointer: [7, 8] } });
    hear(entry(5, {}, { gone: true }));
    expect(others()).toEqual({});
    expect(changes.slice(-3)).toEqual([
      { added: [BEN], updated: [], removed: [] },
      { added: [], updated: [BEN], removed: [] },
      { added: [], updated: [], removed: [BEN] },
    ]);
  });

  it('is kept as long as the server does not say that somebody left', () => {
    channel.opened();
    channel.receive(encodePresenceNews({ whole: true, entries: [entry(0, { a: 1 }, { clientId: BEN })] }));
    expect(others()).toEqual({ [BEN]: { a: 1 } });
    // The awareness removes whoever was last heard of 30 s ago.
    expect(awareness.meta.get(BEN)?.lastUpdated).toBe(Infinity);
  });

  it('is no news when somebody only says that they are still here', () => {
    channel.opened();
    channel.receive(encodePresenceNews({ whole: false, entries: [entry(0, { a: 1 }, { clientId: BEN })] }));
    const changes: unknown[] = [];
    awareness.on('change', (change: unknown) => changes.push(change));
    channel.receive(encodePresenceNews({ whole: false, entries: [entry(0, {})] }));
    expect(changes).toEqual([]);
  });

  it('forgets whoever is not in a whole frame, and everybody when the socket is gone', () => {
    channel.opened();
    channel.receive(encodePresenceNews({ whole: true, entries: [entry(0, { a: 1 }, { clientId: BEN })] }));
    channel.receive(encodePresenceNews({ whole: true, entries: [entry(1, { a: 1 }, { clientId: 33 })] }));
    expect(others()).toEqual({ 33: { a: 1 } });
    channel.closed();
    expect(others()).toEqual({});
  });

  it('never takes its own state from the server', () => {
    awareness.setLocalState({ mine: 1 });
    channel.opened();
    channel.receive(encodePresenceNews({ whole: true, entries: [entry(0, { mine: 2 }, { clientId: ANN })] }));
    expect(awareness.getLocalState()).toEqual({ mine: 1 });
  });
});
