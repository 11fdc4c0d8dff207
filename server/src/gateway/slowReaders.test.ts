import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { messageYjsSyncStep1, messageYjsUpdate, readSyncMessage } from 'y-protocols/sync';
import * as Y from 'yjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeCodeOf, MESSAGE } from '@weft/protocol';
import { BOARD, startGateway, type TestGateway } from './testGateway.testkit.ts';
import { syncFrame } from '../boards/syncFrame.ts';
import { soon } from '../soon.testkit.ts';

/** A client's copy that applies all sync frames as they come. */
function listen(client: ReturnType<TestGateway['socket']>): Y.Doc {
  const doc = new Y.Doc();
  const apply = (frame: Uint8Array): void => {
    const decoder = decoding.createDecoder(frame);
    if (decoding.readVarUint(decoder) !== MESSAGE.sync) return;
    readSyncMessage(decoder, encoding.createEncoder(), doc, 'server');
  };
  client.socket.on('message', (data: Buffer) => apply(data));
  return doc;
}

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({
    maxPresenceQueueBytes: 16 * 1024,
    maxFedQueueBytes: 64 * 1024,
    slowReaderMs: 20_000,
    framesPerSecond: 100_000,
    frameBurst: 100_000,
    personFramesPerSecond: 100_000,
    personFrameBurst: 100_000,
  });
});
afterAll(() => gateway.stop());

/** Somebody who writes far more than the kernel's own buffers hold. */
async function writer() {
  const client = gateway.socket(`${BOARD}?token=ada`);
  await client.opened;
  const doc = new Y.Doc();
  doc.on('update', (update: Uint8Array) => client.socket.send(syncFrame(messageYjsUpdate, update)));
  return { doc, records: doc.getMap<string>('records') };
}

it('cuts a client that stops reading off from edits, and gives it the state once it reads again', async () => {
  const slow = gateway.socket(`${BOARD}?token=ben`);
  await slow.opened;
  const copy = listen(slow);
  slow.socket.send(syncFrame(messageYjsSyncStep1, new Uint8Array([0])));
  await soon(() => expect(copy.getMap('records').size).toBeGreaterThan(0));
  slow.socket.pause();
  const { doc, records } = await writer();
  for (let i = 0; i < 160; i++) {
    records.set('long', `${i} ${'x'.repeat(100_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const host = await gateway.registry().open(BOARD);
  await soon(() => expect(Y.encodeStateVector(host.doc).byteLength).toBeGreaterThan(1));
  await soon(() => expect(host.doc.getMap('records').get('long')).toBe(records.get('long')));
  const received = slow.frames.length;
  slow.socket.resume();
  await soon(() => expect(copy.getMap('records').get('long')).toBe(records.get('long')));
  // Far fewer frames than there were edits: the state came as one piece.
  expect(slow.frames.length - received).toBeLessThan(120);
  expect(copy.store.pendingStructs).toBeNull();
  records.set('after', 'x');
  await soon(() => expect(copy.getMap('records').get('after')).toBe('x'));
  doc.destroy();
});

it('rate_limited: the connections of one person share a rate', async () => {
  const own = await startGateway({ personFramesPerSecond: 10, personFrameBurst: 40 });
  const [one, two] = [own.socket(`${BOARD}?token=ada`), own.socket(`${BOARD}?token=ada`)];
  await Promise.all([one.opened, two.opened]);
  for (let i = 0; i < 60; i++) {
    one.socket.send(new Uint8Array([MESSAGE.queryAwareness]));
    two.socket.send(new Uint8Array([MESSAGE.queryAwareness]));
  }
  expect(await Promise.race([one.closed, two.closed])).toBe(closeCodeOf('rate_limited'));
  await own.stop();
});
