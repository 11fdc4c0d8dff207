import * as decoding from 'lib0/decoding';
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeCodeOf, decodeServerMessage, MESSAGE } from '@weft/protocol';
import { BOARD, startGateway, type TestGateway } from './testGateway.testkit.ts';
import { syncFrame } from '../boards/syncFrame.ts';
import { soon } from '../soon.testkit.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

/** Work done offline, then one more change with which it is typed on. */
function offlineWork(name: string): { stateVector: Uint8Array; whole: Uint8Array; next: Uint8Array } {
  const doc = new Y.Doc();
  doc.getMap('records').set(`${name}-offline`, 1);
  const stateVector = Y.encodeStateVector(doc);
  doc.getMap('records').set(`${name}-next`, 2);
  return { stateVector, whole: Y.encodeStateAsUpdate(doc), next: Y.encodeStateAsUpdate(doc, stateVector) };
}

const savedFrames = (frames: readonly Uint8Array[]): number =>
  Math.max(
    0,
    ...frames.map(decodeServerMessage).map((message) => (message?.type === 'saved' ? message.saved.frames : 0)),
  );

it('lets what is typed on the moment of coming back wait for the offline work that it builds on', async () => {
  const { stateVector, whole, next } = offlineWork('early');
  const { socket, frames, opened } = gateway.socket(`${BOARD}?token=ben&weft=1`);
  await opened;
  socket.send(syncFrame(messageYjsSyncStep1, stateVector));
  socket.send(syncFrame(messageYjsUpdate, next));
  await soon(() => expect(savedFrames(frames)).toBe(1));
  expect(socket.readyState).toBe(WebSocket.OPEN);
  socket.send(syncFrame(messageYjsSyncStep2, whole));
  await soon(() => expect(savedFrames(frames)).toBe(3));
});

it('[I2] does not say saved of what still waits, whatever comes after it', async () => {
  const { stateVector, whole, next } = offlineWork('asking');
  const { socket, frames, opened } = gateway.socket(`${BOARD}?token=ben&weft=1`);
  await opened;
  socket.send(syncFrame(messageYjsSyncStep1, stateVector));
  socket.send(syncFrame(messageYjsUpdate, next));
  socket.send(syncFrame(messageYjsSyncStep1, stateVector));
  await soon(() => expect(kindsOf(frames).filter((kind) => kind === messageYjsSyncStep2)).toHaveLength(2));
  expect(savedFrames(frames)).toBe(1);
  socket.send(syncFrame(messageYjsSyncStep2, whole));
  await soon(() => expect(savedFrames(frames)).toBe(4));
});

it('clock_gap: nothing waits for a client that said it has no more than the board', async () => {
  const { next } = offlineWork('forged');
  const { socket, closed, opened } = gateway.socket(`${BOARD}?token=ben`);
  await opened;
  socket.send(syncFrame(messageYjsSyncStep1, new Uint8Array([0])));
  socket.send(syncFrame(messageYjsUpdate, next));
  expect(await closed).toBe(closeCodeOf('clock_gap'));
});

it('clock_gap: after SyncStep2 nothing waits any more', async () => {
  const { stateVector, whole } = offlineWork('late');
  const { socket, closed, opened } = gateway.socket(`${BOARD}?token=ben`);
  await opened;
  socket.send(syncFrame(messageYjsSyncStep1, stateVector));
  socket.send(syncFrame(messageYjsSyncStep2, whole));
  socket.send(syncFrame(messageYjsUpdate, offlineWork('other').next));
  expect(await closed).toBe(closeCodeOf('clock_gap'));
});

it('stops without waiting for a client that does not answer', async () => {
  const { socket, frames } = gateway.socket(`${BOARD}?token=ben`);
  await soon(() => expect(frames.length).toBeGreaterThan(0));
  socket.pause();
  const began = performance.now();
  await gateway.restart();
  expect(performance.now() - began).toBeLessThan(10_000);
});

it('takes a stock client back that never stopped typing', async () => {
  const provider = new WebsocketProvider(gateway.url, BOARD, new Y.Doc(), {
    params: { token: 'ben' },
    disableBc: true,
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  });
  const records = provider.doc.getMap('records');
  await soon(() => expect(provider.synced).toBe(true));
  provider.disconnect();
  records.set('typed offline', 1);
  provider.on('status', ({ status }) => status === 'connected' && queueMicrotask(() => records.set('typed on', 2)));
  provider.connect();
  await soon(() => expect(provider.synced).toBe(true));
  const host = await gateway.registry().open(BOARD);
  await soon(() => expect(host.doc.getMap('records').has('typed on')).toBe(true));
  expect(provider.shouldConnect).toBe(true);
  provider.destroy();
});

it('sends a newcomer the whole state before any batch, so that no copy ever has gaps', async () => {
  const writer = gateway.socket(`${BOARD}?token=ada`);
  await writer.opened;
  const doc = new Y.Doc();
  doc.on('update', (update: Uint8Array) => writer.socket.send(syncFrame(messageYjsUpdate, update)));
  for (let round = 0; round < 20; round++) {
    const { socket, frames, opened } = gateway.socket(`${BOARD}?token=ben`);
    await opened;
    for (let at = 0; at < 5; at++) doc.getMap('records').set(`flood${round}-${at}`, at);
    socket.send(syncFrame(messageYjsSyncStep1, new Uint8Array([0])));
    for (let at = 5; at < 10; at++) doc.getMap('records').set(`flood${round}-${at}`, at);
    await soon(() => expect(kindsOf(frames)).toContain(messageYjsSyncStep2));
    expect(kindsOf(frames).filter((kind) => kind !== messageYjsSyncStep1)[0]).toBe(messageYjsSyncStep2);
    socket.close();
  }
});

function kindsOf(frames: readonly Uint8Array[]): number[] {
  return frames
    .map((frame) => decoding.createDecoder(frame))
    .filter((decoder) => decoding.readVarUint(decoder) === MESSAGE.sync)
    .map((decoder) => decoding.readVarUint(decoder));
}
