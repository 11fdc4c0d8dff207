import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { closeCodeOf, LIMITS, type Limits, type PersonId } from '@weft/protocol';
import { rawSocket } from './rawSocket.testkit.ts';
import { SocketPlaces } from './SocketPlaces.ts';
import { BOARD, startGateway, type GatewayOptions } from './testGateway.testkit.ts';
import { soon } from '../soon.testkit.ts';

const MEGABYTE = 1024 * 1024;

async function start(limits: Partial<Limits> = {}, options: GatewayOptions = {}) {
  const gateway = await startGateway(limits, options);
  onTestFinished(() => gateway.stop());
  return gateway;
}

describe('places on the server', () => {
  it.each([
    ['server_full', { maxSockets: 1 }],
    ['network_crowded', { maxSocketsPerAddress: 1 }],
    ['too_many_tabs', { maxSocketsPerPerson: 1 }],
    ['board_crowded', { maxSocketsPerBoard: 1 }],
  ] as const)(
    '%s: a socket too many is asked to come later, and let in when another has gone',
    async (code, limits) => {
      const gateway = await start(limits);
      const first = gateway.socket(`${BOARD}?token=ben`);
      await soon(() => expect(first.frames.length).toBeGreaterThan(0));
      expect(await gateway.socket(`${BOARD}?token=ben`).closed).toBe(closeCodeOf(code));
      first.socket.close();
      await first.closed;
      const second = gateway.socket(`${BOARD}?token=ben`);
      await soon(() => expect(second.frames.length).toBeGreaterThan(0));
    },
  );

  it('are enough for two hundred people behind one address on one board, with two tabs each', () => {
    const places = new SocketPlaces(LIMITS);
    const refused = Array.from({ length: 400 }, (_, tab) => {
      const came = places.come('192.168.1.1');
      return came.refused ?? came.place.claim(`person${tab >> 1}` as PersonId, BOARD);
    });
    expect(new Set(refused)).toEqual(new Set([null]));
  });
});

describe('a socket that is not let in yet', () => {
  it('is not read: what it sends waits in the network and takes no memory, and is taken then', async () => {
    const held = Promise.withResolvers<void>();
    const gateway = await start({}, { beforeAuthentication: () => held.promise });
    const { socket, opened, frames } = gateway.socket(`${BOARD}?token=ada`);
    await opened;
    // Far more than the buffers of the network hold.
    for (let index = 0; index < 64; index++) socket.send(new Uint8Array(MEGABYTE));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(socket.bufferedAmount).toBeGreaterThan(32 * MEGABYTE);
    held.resolve();
    await soon(() => expect(frames.length).toBeGreaterThan(0));
    await soon(() => expect(socket.readyState).toBe(socket.CLOSED));
  });

  it('loses nothing of what it sent with the upgrade', async () => {
    const held = Promise.withResolvers<void>();
    const gateway = await start({}, { beforeAuthentication: () => held.promise });
    const { socket, opened, frames } = gateway.socket(`${BOARD}?token=ada`);
    await opened;
    // SyncStep1 of one who knows nothing.
    socket.send(new Uint8Array([0, 0, 1, 0]));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(frames).toEqual([]);
    held.resolve();
    await soon(() => expect(frames.map((frame) => [...frame.subarray(0, 2)])).toContainEqual([0, 1]));
  });

  it('comes to a board that was let go of meanwhile: it is opened again for it', async () => {
    const letGo = vi.fn<() => Promise<void>>().mockImplementationOnce(async () => {
      // The first look notes that nobody is on it, the second lets go of it.
      gateway.registry().sweep();
      gateway.registry().sweep();
      expect(gateway.registry().liveCount).toBe(0);
    });
    const gateway = await start({ boardIdleMs: 0 }, { beforeFacts: letGo });
    const { socket, opened, frames } = gateway.socket(`${BOARD}?token=vera`);
    await opened;
    socket.send(new Uint8Array([0, 0, 1, 0]));
    await soon(() => expect(frames.map((frame) => [...frame.subarray(0, 2)])).toContainEqual([0, 1]));
    expect(gateway.registry().liveCount).toBe(1);
  });

  it('is ended when it is refused and says no goodbye', async () => {
    const gateway = await start();
    const { ended } = await rawSocket(gateway.port, `/sync/${BOARD}`);
    await ended;
  });
});
