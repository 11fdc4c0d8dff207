import * as Y from 'yjs';
import { describe, expect, it, vi } from 'vitest';
import {
  WeftError,
  type BoardId,
  type ClientId,
  type ConnectionId,
  type LogEntry,
  type PersonId,
} from '@weft/protocol';
import { HeldUpdateLog } from '../log/HeldUpdateLog.testkit.ts';
import type { BoardHost } from './BoardHost.ts';
import type { BoardSession, DurableBatch } from './BoardSession.ts';
import { BoardRegistry } from './BoardRegistry.ts';

/** Faults that other Yjs servers had, by where they were reported: hocuspocus, y-sweet, yhub. */
const [A, B] = ['board-a', 'board-b'] as BoardId[] as [BoardId, BoardId];

class OneBadBoard extends HeldUpdateLog {
  override async read(boardId: BoardId, after: number, limit: number): Promise<readonly LogEntry[]> {
    if (boardId === A) throw new WeftError('storage_failed', 'a rotten entry');
    return await super.read(boardId, after, limit);
  }
}

function registryOn(log: HeldUpdateLog): BoardRegistry {
  const logger = {
    debug: vi.fn<() => void>(),
    info: vi.fn<() => void>(),
    warn: vi.fn<() => void>(),
    error: vi.fn<() => void>(),
  };
  return new BoardRegistry({
    log,
    now: () => 1_000,
    clock: () => 1_000,
    idleMs: 0,
    maxClientIds: 8,
    maxLiveBoards: 8,
    pace: () => 0,
    logger,
    onTouched: () => undefined,
  });
}

function sessionOf(name: string) {
  const batches: DurableBatch[] = [];
  const session: BoardSession = {
    connectionId: `c-${name}` as ConnectionId,
    personId: name as PersonId,
    role: 'participant',
    clientIds: new Set<ClientId>(),
    onDurable: (batch) => batches.push(batch),
    onRenamed: () => undefined,
    onDisclosure: () => undefined,
    onStorage: () => undefined,
    onHostClosed: () => undefined,
  };
  return { session, batches };
}

const send = (host: BoardHost, { session }: ReturnType<typeof sessionOf>, update: Uint8Array) =>
  host.receive(session, update, { personId: session.personId, connectionId: session.connectionId });

function written(clientID: number, key: string): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = clientID;
  doc.getMap('records').set(key, new Y.Map([['text', new Y.Text(key)]]));
  return Y.encodeStateAsUpdate(doc);
}

const keysOf = (host: BoardHost): string[] =>
  [...host.doc.getMap('records').keys()].filter((key) => key.startsWith('shape:'));

describe('faults that other servers had', () => {
  it('an update that comes while the one before it is being stored is stored as well (y-sweet #415)', async () => {
    const log = new HeldUpdateLog();
    const registry = registryOn(log);
    await registry.create(A, 'ada' as PersonId, 'A');
    const host = await registry.open(A);
    const ada = sessionOf('ada');
    log.automatic = false;
    send(host, ada, written(7, 'shape:first'));
    const commits = log.heldCount;
    send(host, ada, written(8, 'shape:meanwhile'));
    expect(log.heldCount).toBe(commits + 1);
    log.commit();
    await host.durable(host.seq);
    await registry.stop();
    expect(keysOf(await registryOn(log).open(A)).toSorted()).toEqual(['shape:first', 'shape:meanwhile']);
  });

  it('a board that is opened again while it is let go of has all that was written (hocuspocus #971)', async () => {
    const log = new HeldUpdateLog();
    const registry = registryOn(log);
    await registry.create(A, 'ada' as PersonId, 'A');
    for (let round = 0; round < 5; round += 1) {
      const host = await registry.open(A);
      send(host, sessionOf('ada'), written(100 + round, `shape:${round}`));
      const again = registry.open(A);
      registry.sweep();
      registry.sweep();
      expect(keysOf(await again)).toHaveLength(round + 1);
      await host.durable(host.seq);
      registry.sweep();
      registry.sweep();
      expect(registry.liveCount).toBe(0);
    }
    expect(keysOf(await registry.open(A))).toHaveLength(5);
  });

  it('a client that comes back after a restart doubles nothing, and a blank one empties nothing (hocuspocus #344, #382)', async () => {
    const log = new HeldUpdateLog();
    const registry = registryOn(log);
    await registry.create(A, 'ada' as PersonId, 'A');
    const ada = sessionOf('ada');
    const host = await registry.open(A);
    send(host, ada, written(7, 'shape:once'));
    await host.durable(host.seq);
    const copy = Y.encodeStateAsUpdate(host.doc);
    await registry.stop();
    const restarted = await registryOn(log).open(A);
    const entries = log.entries.length;
    send(restarted, sessionOf('ada'), copy);
    send(restarted, sessionOf('ben'), Y.encodeStateAsUpdate(new Y.Doc()));
    expect(log.entries).toHaveLength(entries);
    expect(restarted.doc.getMap('records').toJSON()['shape:once']).toEqual({ text: 'shape:once' });
    expect(Y.encodeStateAsUpdate(restarted.doc)).toEqual(copy);
  });

  it('a board that cannot be read holds up no other one, and leaves nothing behind (yhub #61, hocuspocus #955)', async () => {
    const log = new OneBadBoard();
    const registry = registryOn(log);
    await log.create(A, 'g');
    await registry.create(B, 'ada' as PersonId, 'B');
    await expect(registry.open(A)).rejects.toMatchObject({ code: 'storage_failed' });
    await expect(registry.open(A)).rejects.toMatchObject({ code: 'storage_failed' });
    const host = await registry.open(B);
    send(host, sessionOf('ada'), written(7, 'shape:b'));
    await host.durable(host.seq);
    expect(registry.liveCount).toBe(1);
  });

  it('what one client asks for is told to nobody else (hocuspocus #1151)', async () => {
    const registry = registryOn(new HeldUpdateLog());
    await registry.create(A, 'ada' as PersonId, 'A');
    const host = await registry.open(A);
    await host.durable(host.seq);
    const [ada, ben] = [sessionOf('ada'), sessionOf('ben')];
    host.attach(ada.session);
    host.attach(ben.session);
    host.stateFor(Y.encodeStateVector(new Y.Doc()));
    send(host, ada, Y.encodeStateAsUpdate(host.doc));
    await new Promise((resolve) => setImmediate(resolve));
    expect([...ada.batches, ...ben.batches]).toEqual([]);
  });
});
