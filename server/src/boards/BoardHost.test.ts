import { setImmediate as turn } from 'node:timers/promises';
import * as Y from 'yjs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { WeftError, type BoardId, type ClientId, type ConnectionId, type PersonId, type Role } from '@weft/protocol';
import { HeldUpdateLog } from '../log/HeldUpdateLog.testkit.ts';
import { BoardRegistry } from './BoardRegistry.ts';
import type { BoardHost } from './BoardHost.ts';
import type { BoardSession, DurableBatch } from './BoardSession.ts';
import { soon } from '../soon.testkit.ts';

const boardId = 'b1' as BoardId;
const ada = 'ada' as PersonId;
const ben = 'ben' as PersonId;

class TestSession implements BoardSession {
  readonly clientIds = new Set<ClientId>();
  readonly batches: DurableBatch[] = [];
  readonly closed: string[] = [];
  readonly personId: PersonId;
  readonly role: Role;
  readonly connectionId: ConnectionId;
  constructor(personId: PersonId, role: Role = 'participant') {
    this.personId = personId;
    this.role = role;
    this.connectionId = `c-${personId}` as ConnectionId;
  }
  onDurable(batch: DurableBatch): void {
    this.batches.push(batch);
  }
  onRenamed(): void {}
  onDisclosure(): void {}
  readonly told: unknown[] = [];
  onStorage(fault: unknown): void {
    this.told.push(fault);
  }
  onHostClosed(code: string): void {
    this.closed.push(code);
  }
  get author() {
    return { personId: this.personId, connectionId: this.connectionId };
  }
}

const bold = (records: Y.Map<unknown>): void => (records.get('text') as Y.Text).format(0, 12, { bold: true });

/** A client's document: what `write` changes, as one update. */
function client(host: BoardHost, clientID: number) {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(host.doc));
  // After it: Yjs changes a clientID that it finds in what it reads.
  doc.clientID = clientID;
  const write = (edit: (records: Y.Map<unknown>) => void): Uint8Array => {
    const before = Y.encodeStateVector(doc);
    doc.transact(() => edit(doc.getMap('records')));
    return Y.encodeStateAsUpdate(doc, before);
  };
  return { doc, write };
}

let log: HeldUpdateLog;
let now: number;
let registry: BoardRegistry;
const logger = {
  debug: vi.fn<() => void>(),
  info: vi.fn<() => void>(),
  warn: vi.fn<() => void>(),
  error: vi.fn<() => void>(),
};
const touched = vi.fn<(board: BoardId, at: number) => void>();

let pace: number;

beforeEach(async () => {
  log = new HeldUpdateLog();
  now = 1_000;
  pace = 0;
  registry = new BoardRegistry({
    log,
    now: () => now,
    clock: () => now,
    idleMs: 1_000,
    maxClientIds: 8,
    maxLiveBoards: 2,
    pace: () => pace,
    logger,
    firstProbeMs: 5,
    onTouched: touched,
  });
  await registry.create(boardId, ada, 'A bench');
});

describe('a host', () => {
  it('seeds a new board once, as nobody, and logs who created it', async () => {
    const host = await registry.open(boardId);
    expect(host.doc.getMap('records').size).toBeGreaterThan(0);
    expect(log.entries.map(({ kind, personId }) => [kind, personId])).toEqual([
      ['update', null],
      ['event', ada],
    ]);
  });

  it('[I2] tells nobody of an update before its commit, and both sides after it', async () => {
    const host = await registry.open(boardId);
    const [writer, reader] = [new TestSession(ada), new TestSession(ben)];
    host.attach(writer);
    host.attach(reader);
    log.automatic = false;
    const receipt = host.receive(
      writer,
      client(host, 7).write((records) => records.set('a', 1)),
      writer.author,
    );
    await turn();
    await turn();
    expect(receipt.taken).toBe(true);
    expect(reader.batches).toHaveLength(0);
    expect(host.durableSeq).toBeLessThan(host.seq);
    log.commit();
    await turn();
    await turn();
    expect(reader.batches.map(({ last }) => last)).toEqual([host.seq]);
    expect(reader.batches[0]?.frameFor(reader)).not.toBeNull();
    expect(reader.batches[0]?.frameFor(writer)).toBeNull();
  });

  it('[I2] says that a clientID has an owner only once that is on disk, by presence or by update', async () => {
    const host = await registry.open(boardId);
    const session = new TestSession(ada);
    host.attach(session);
    log.automatic = false;
    host.claim(session, 99);
    host.receive(
      session,
      client(host, 7).write((records) => records.set('a', 1)),
      session.author,
    );
    const told: number[] = [];
    for (const clientId of [99, 7]) void host.claimed(clientId)?.then(() => told.push(clientId));
    await turn();
    expect([told, host.claimed(99), host.claimed(7)]).toEqual([[], expect.any(Promise), expect.any(Promise)]);
    log.commit();
    await turn();
    expect([told, host.claimed(99), host.claimed(7)]).toEqual([[99, 7], null, null]);
  });

  it('lets the first edit after a rest leave at once, and batches of a stream as far apart as the pace says', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    try {
      pace = 40;
      const host = await registry.open(boardId);
      const [writer, reader] = [new TestSession(ada), new TestSession(ben)];
      for (const session of [writer, reader]) host.attach(session);
      // The board was made on the real clock, which this one begins before.
      vi.advanceTimersByTime(1e9);
      const mine = client(host, 7);
      const edit = async (value: number) => {
        host.receive(
          writer,
          mine.write((records) => records.set('a', value)),
          writer.author,
        );
        await turn();
        await turn();
      };
      const heard = () => reader.batches.map(({ entries }) => entries.length);
      await edit(1);
      expect(heard()).toEqual([1]);
      await edit(2);
      vi.advanceTimersByTime(20);
      await edit(3);
      expect(heard()).toEqual([1]);
      vi.advanceTimersByTime(20);
      expect(heard()).toEqual([1, 2]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('[I3] stamps person, connection, intent and a time that never decreases', async () => {
    const host = await registry.open(boardId);
    const session = new TestSession(ada);
    const mine = client(host, 7);
    now = 5_000;
    host.receive(
      session,
      mine.write((records) => records.set('a', 1)),
      { ...session.author, intent: { kind: 'undo' } },
    );
    now = 2_000;
    host.receive(
      session,
      mine.write((records) => records.set('b', 1)),
      session.author,
    );
    await turn();
    expect(log.entries.slice(-2)).toMatchObject([
      { personId: ada, connectionId: 'c-ada', at: 5_000, intent: { kind: 'undo' } },
      { personId: ada, at: 5_000 },
    ]);
    expect(log.claims).toContainEqual({ boardId, clientId: 7, personId: ada });
  });

  it("[I3] refuses a struct of somebody else's clientID and changes nothing", async () => {
    const host = await registry.open(boardId);
    host.receive(
      new TestSession(ada),
      client(host, 7).write((records) => records.set('a', 1)),
      new TestSession(ada).author,
    );
    const thief = new TestSession(ben);
    const before = Y.encodeStateVector(host.doc);
    const receipt = host.receive(
      thief,
      client(host, 7).write((records) => records.set('a', 2)),
      thief.author,
    );
    expect(receipt).toMatchObject({ taken: false, code: 'foreign_client_id' });
    expect(Y.encodeStateVector(host.doc)).toEqual(before);
  });

  it('[I5] logs nothing for what it knows already, even when a viewer sends it', async () => {
    const host = await registry.open(boardId);
    const count = log.entries.length;
    const viewer = new TestSession(ben, 'viewer');
    const receipt = host.receive(viewer, Y.encodeStateAsUpdate(host.doc), viewer.author);
    expect(receipt.taken).toBe(true);
    expect(log.entries).toHaveLength(count);
  });

  it('refuses what a viewer changes', async () => {
    const host = await registry.open(boardId);
    const viewer = new TestSession(ben, 'viewer');
    const receipt = host.receive(
      viewer,
      client(host, 9).write((records) => records.set('a', 1)),
      viewer.author,
    );
    expect(receipt).toMatchObject({ taken: false, code: 'read_only' });
  });

  it('ends when a commit fails, comes back as the log has it, takes nothing, and takes again once there is room', async () => {
    const host = await registry.open(boardId);
    const session = new TestSession(ada);
    host.attach(session);
    log.automatic = false;
    log.broken = true;
    host.receive(
      session,
      client(host, 7).write((records) => records.set('lost', 1)),
      session.author,
    );
    log.fail(new WeftError('storage_full'));
    await turn();
    await turn();
    expect(session.closed).toEqual(['storage_full']);
    log.automatic = true;
    const again = await registry.open(boardId);
    expect(again).not.toBe(host);
    expect(again.doc.getMap('records').has('lost')).toBe(false);
    const back = new TestSession(ada);
    again.attach(back);
    const mine = client(again, 7);
    const first = mine.write((records) => records.set('kept', 1));
    const second = mine.write((records) => records.set('kept', 2));
    for (const update of [first, second]) {
      expect(again.receive(back, update, back.author)).toMatchObject({ taken: false, code: 'storage_full' });
    }
    expect(again.receive(back, Y.encodeStateAsUpdate(again.doc), back.author)).toMatchObject({ taken: true });
    await expect(again.record(ada, { type: 'renamed', title: 'x' })).rejects.toMatchObject({ code: 'storage_full' });
    expect(again.claim(back, 99)).toBe(true);
    expect(back.told).toEqual([]);
    log.broken = false;
    await soon(() => expect(back.told).toEqual([null]));
    expect(log.claims).toContainEqual({ boardId, clientId: 99, personId: ada });
    expect(again.receive(back, first, back.author)).toMatchObject({ taken: true });
  });

  it('stays for those who only look on when another board could not be saved, and says so to them', async () => {
    await log.create('b2' as BoardId, 'g');
    const [host, other] = [await registry.open(boardId), await registry.open('b2' as BoardId)];
    const [writer, onlooker] = [new TestSession(ada), new TestSession(ben)];
    host.attach(writer);
    other.attach(onlooker);
    await other.durable(other.seq);
    log.automatic = false;
    log.broken = true;
    host.receive(
      writer,
      client(host, 7).write((records) => records.set('lost', 1)),
      writer.author,
    );
    log.fail(new WeftError('storage_full'));
    await turn();
    await turn();
    expect([writer.closed, onlooker.closed, onlooker.told]).toEqual([['storage_full'], [], ['storage_full']]);
    log.broken = false;
    await soon(() => expect(onlooker.told).toEqual(['storage_full', null]));
  });

  it('ends alone when its entries could not be kept though the disk is fine: the other boards go on saving', async () => {
    await log.create('b2' as BoardId, 'g');
    const [host, other] = [await registry.open(boardId), await registry.open('b2' as BoardId)];
    const [writer, onlooker] = [new TestSession(ada), new TestSession(ben)];
    host.attach(writer);
    other.attach(onlooker);
    await other.durable(other.seq);
    log.automatic = false;
    host.receive(
      writer,
      client(host, 7).write((records) => records.set('lost', 1)),
      writer.author,
    );
    log.fail(new WeftError('internal', 'said the test'));
    await turn();
    await turn();
    expect([writer.closed, onlooker.closed, onlooker.told]).toEqual([['internal'], [], []]);
    expect(registry.storageFault).toBeNull();
    expect(logger.error).toHaveBeenCalledWith(
      expect.objectContaining({ boardId, code: 'internal', detail: 'said the test' }),
      expect.anything(),
    );
    log.automatic = true;
    const receipt = other.receive(
      onlooker,
      client(other, 8).write((records) => records.set('kept', 1)),
      onlooker.author,
    );
    expect(receipt).toMatchObject({ taken: true });
    // It rests for a moment, and is then what the log has.
    await expect(registry.open(boardId)).rejects.toMatchObject({ code: 'storage_failed' });
    now += 2_000;
    expect((await registry.open(boardId)).doc.getMap('records').has('lost')).toBe(false);
  });

  it('[I1] logs all of a change at which Yjs would tidy up formatting of its own accord', async () => {
    const host = await registry.open(boardId);
    const [adas, bens] = [new TestSession(ada), new TestSession(ben)];
    const seeding = client(host, 7);
    const seed = seeding.write((records) => records.set('text', new Y.Text('what if the bench could move')));
    host.receive(adas, seed, adas.author);
    const [one, two] = [client(host, 8), client(host, 9)];
    const [first, second] = [one.write(bold), two.write(bold)];
    host.receive(adas, first, adas.author);
    host.receive(bens, second, bens.author);
    await host.durable(host.seq);
    const replayed = new Y.Doc();
    for (const entry of log.entries) if (entry.kind === 'update') Y.applyUpdate(replayed, entry.payload);
    expect(Y.encodeStateVector(replayed)).toEqual(Y.encodeStateVector(host.doc));
    expect(log.entries.at(-1)).toMatchObject({ personId: ben, kind: 'update' });
  });
});

describe('the registry', () => {
  it('loads a board once for all who ask at the same time', async () => {
    const [first, second] = await Promise.all([registry.open(boardId), registry.open(boardId)]);
    expect(first).toBe(second);
  });

  it('lets go of an idle board, and not of one with an edit under way', async () => {
    const host = await registry.open(boardId);
    const session = new TestSession(ada);
    log.automatic = false;
    host.receive(
      session,
      client(host, 7).write((records) => records.set('a', 1)),
      session.author,
    );
    registry.sweep();
    now += 10_000;
    registry.sweep();
    expect(registry.liveCount).toBe(1);
    log.commit();
    await turn();
    await turn();
    registry.sweep();
    now += 10_000;
    registry.sweep();
    expect(registry.liveCount).toBe(0);
    const again = await registry.open(boardId);
    expect(again.doc.getMap('records').get('a')).toBe(1);
  });

  it('[I1] brings a board back from its log exactly as it was', async () => {
    const host = await registry.open(boardId);
    const session = new TestSession(ada);
    const mine = client(host, 7);
    for (let index = 0; index < 50; index++) {
      host.receive(
        session,
        mine.write((records) => (index % 7 === 0 ? records.delete('k1') : records.set(`k${index % 5}`, index))),
        session.author,
      );
    }
    await host.durable(host.seq);
    const before = {
      vector: Y.encodeStateVector(host.doc),
      records: host.doc.getMap('records').toJSON(),
      snapshot: Y.snapshot(host.doc),
    };
    registry.sweep();
    now += 10_000;
    registry.sweep();
    const again = await registry.open(boardId);
    expect(again).not.toBe(host);
    expect(Y.encodeStateVector(again.doc)).toEqual(before.vector);
    expect(again.doc.getMap('records').toJSON()).toEqual(before.records);
    expect(Y.equalSnapshots(Y.snapshot(again.doc), before.snapshot)).toBe(true);
  });

  it('has no room for more boards than its limit, until others are let go', async () => {
    for (const id of ['b2', 'b3']) await log.create(id as BoardId, 'g');
    await registry.open('b2' as BoardId);
    await expect(registry.open('b3' as BoardId)).rejects.toMatchObject({ code: 'server_full' });
    registry.sweep();
    now += 10_000;
    registry.sweep();
    await registry.open('b3' as BoardId);
  });

  it('says so for a board that does not exist, and can be asked again', async () => {
    await expect(registry.open('nowhere' as BoardId)).rejects.toMatchObject({ code: 'board_not_found' });
    await expect(registry.open('nowhere' as BoardId)).rejects.toMatchObject({ code: 'board_not_found' });
  });

  it('stops by committing first and then sending clients away to come back', async () => {
    const host = await registry.open(boardId);
    const session = new TestSession(ada);
    host.attach(session);
    log.automatic = false;
    host.receive(
      session,
      client(host, 7).write((records) => records.set('a', 1)),
      session.author,
    );
    const stopping = registry.stop();
    await turn();
    expect(session.closed).toEqual([]);
    log.commit();
    await stopping;
    expect(session.closed).toEqual(['server_stopping']);
    await expect(registry.open(boardId)).rejects.toMatchObject({ code: 'server_stopping' });
  });

  it('tells that a board was touched only for content', async () => {
    touched.mockClear();
    await registry.record(boardId, ada, { type: 'renamed', title: 'x' });
    expect(touched).not.toHaveBeenCalled();
  });
});
