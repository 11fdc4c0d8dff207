import * as Y from 'yjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Limits } from '@weft/protocol';
import { chances, StockPeer, wait } from './faults.testkit.ts';
import { rawSocket } from './rawSocket.testkit.ts';
import { BOARD, startGateway } from './testGateway.testkit.ts';
import { soon } from '../soon.testkit.ts';

const MEGABYTE = 1024 * 1024;
/** SyncStep1 of one who knows nothing, in a masked frame. */
const ASK = Buffer.from([0x82, 0x84, 0, 0, 0, 0, 0, 0, 1, 0]);
/** The answer to the ping that came before, masked. */
const PONG = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);
const GENEROUS = {
  framesPerSecond: 100_000,
  frameBurst: 100_000,
  personFramesPerSecond: 100_000,
  personFrameBurst: 100_000,
};

async function start(limits: Partial<Limits> = {}) {
  const gateway = await startGateway({ ...GENEROUS, ...limits });
  onTestFinished(() => gateway.stop());
  return gateway;
}

/** A board of so many megabytes. */
async function boardOf(gateway: Awaited<ReturnType<typeof start>>, megabytes: number): Promise<void> {
  const writer = new StockPeer(gateway, 'ada');
  await soon(() => expect(writer.provider.synced).toBe(true));
  for (let part = 0; part < megabytes; part++) writer.records.set(`k-${part}`, 'x'.repeat(MEGABYTE));
  const host = await gateway.registry().open(BOARD);
  await soon(() => expect(host.doc.getMap('records').has(`k-${megabytes - 1}`)).toBe(true));
  writer.provider.destroy();
}

describe('a network that is slow', () => {
  it('gives one who joins a large board the time that it takes, however long, and not one who stops reading', async () => {
    const gateway = await start();
    await boardOf(gateway, 20);
    await gateway.restart({ heartbeatMs: 1_000, slowReaderMs: 1_000, maxPresenceQueueBytes: 16 * 1024 });
    const { socket, ended } = await rawSocket(gateway.port, `/sync/${BOARD}?token=ben`);
    let isEnded = false;
    void ended.then(() => (isEnded = true));
    socket.pause();
    socket.write(Buffer.concat([ASK, PONG]));
    // From here on it answers no ping: those lie behind what it still has to read.
    let read = 0;
    const began = performance.now();
    while (read < 18 * MEGABYTE) {
      read +=
        (socket.read(192 * 1024) as Buffer | null)?.byteLength ?? (socket.read() as Buffer | null)?.byteLength ?? 0;
      expect(isEnded).toBe(false);
      await wait(50);
    }
    expect(performance.now() - began).toBeGreaterThan(3 * 1_000);
    await soon(() => expect(gateway.registry().connectionCount).toBe(0));
  }, 90_000);
});

describe('a network that breaks', () => {
  it('leaves no half-open socket for long: its person is gone for the others', async () => {
    const gateway = await start({ heartbeatMs: 150 });
    const { ended } = await rawSocket(gateway.port, `/sync/${BOARD}?token=ben`);
    const other = new StockPeer(gateway, 'ada');
    await soon(() => expect(other.provider.synced).toBe(true));
    await soon(() => expect(gateway.registry().here(BOARD)).toContain('ben'));
    await ended;
    await soon(() => expect(gateway.registry().here(BOARD)).toEqual(['ada']));
    expect(other.provider.wsconnected).toBe(true);
  }, 60_000);

  it('[I1] [I2] loses and doubles nothing when connections drop at random under work', async () => {
    const gateway = await start();
    const peers = ['ada', 'ben', 'ada', 'ben'].map((token) => new StockPeer(gateway, token));
    await soon(() => expect(peers.every(({ provider }) => provider.synced)).toBe(true));
    const chance = chances(7);
    for (let step = 0; step < 120; step++) {
      const peer = peers[Math.floor(chance() * peers.length)] as StockPeer;
      if (chance() < 0.15) peer.drop();
      else peer.records.set(`k-${step}`, step);
      if (chance() < 0.3) await wait(chance() * 30);
    }
    const [first] = peers;
    await soon(() => {
      expect(first?.keys.length).toBeGreaterThan(90);
      for (const peer of peers) expect([peer.provider.synced, peer.keys]).toEqual([true, first?.keys]);
    });
    const { update } = await gateway.registry().state(BOARD);
    const stored = new Y.Doc();
    Y.applyUpdate(stored, update);
    expect(
      Object.keys(stored.getMap('records').toJSON())
        .filter((key) => key.startsWith('k-'))
        .toSorted(),
    ).toEqual(first?.keys);
    expect(stored.store.pendingStructs).toBeNull();
  }, 90_000);

  it('takes all back who come at once after a restart, with what each did meanwhile', async () => {
    const gateway = await start();
    const peers = Array.from({ length: 40 }, (_, index) => new StockPeer(gateway, index % 2 === 0 ? 'ada' : 'ben'));
    await soon(() => expect(peers.every(({ provider }) => provider.synced)).toBe(true));
    const restarted = gateway.restart();
    for (const [index, peer] of peers.entries()) peer.records.set(`k-${String(index).padStart(2, '0')}`, index);
    await restarted;
    const all = peers.map((_, index) => `k-${String(index).padStart(2, '0')}`);
    await soon(() => {
      for (const peer of peers) expect(peer.keys).toEqual(all);
    });
  }, 90_000);
});
