import { closeCodeOf, type ItemId } from '@weft/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { BoardConnection } from './BoardConnection.ts';
import { memoryStorage } from './LocalCopies.ts';
import { ANN, BOARD, FakeRelay } from './relay.testkit.ts';

let relay: FakeRelay;
let connections: BoardConnection[];

function connect(): BoardConnection {
  const connection = new BoardConnection({ boardId: BOARD, me: ANN, origin: 'http://weft.test' });
  connections.push(connection);
  return connection;
}

/** Lets everything that is under way arrive. */
const arrive = () => vi.advanceTimersByTimeAsync(0);

const edit = (connection: BoardConnection, key: string) => connection.doc.getMap('records').set(key, new Y.Map());

const arrived = () => [...relay.doc.getMap('records').keys()];

beforeEach(() => {
  vi.useFakeTimers();
  relay = new FakeRelay();
  connections = [];
  vi.stubGlobal('WebSocket', relay.socketClass());
  vi.stubGlobal('localStorage', memoryStorage());
});
afterEach(() => {
  for (const connection of connections) connection.destroy();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A page that worked on without a connection while that happened. */
async function cameBack(work: (connection: BoardConnection) => void) {
  const connection = connect();
  relay.doc.getMap('records').set('shape:bad', new Y.Map([['text', new Y.Text('ugly')]]));
  await arrive();
  relay.save();
  relay.reachable = false;
  relay.socket.drop(closeCodeOf('board_erased'));
  work(connection);
  const erased = new Y.Doc();
  Y.applyUpdate(erased, Y.encodeStateAsUpdate(relay.doc));
  erased.getMap('records').delete('shape:bad');
  relay.doc = erased;
  relay.generation = 'g1~2';
  relay.reachable = true;
  await vi.advanceTimersByTimeAsync(10_000);
  return connection;
}

describe('BoardConnection', () => {
  it('is loaded when the server has sent the board, and saved when the server says so', async () => {
    const connection = connect();
    expect(connection.state()).toMatchObject({ status: 'connecting', loaded: false });
    await arrive();
    expect(connection.state()).toMatchObject({ status: 'connecting', loaded: true, hello: { generation: 'g1' } });
    relay.save();
    expect(connection.state().status).toBe('saved');
  });

  it('[I2] says saved only when everything is counted back', async () => {
    const connection = connect();
    await arrive();
    relay.save();
    edit(connection, 'shape:a');
    edit(connection, 'shape:b');
    expect(connection.state().status).toBe('saving');
    await arrive();
    expect(connection.state().status).toBe('saving');
    relay.save();
    expect(connection.state().status).toBe('saved');
    connection.setUnwritten(true);
    expect(connection.state().status).toBe('saving');
  });

  it('keeps working offline, and brings everything in one piece when it is back', async () => {
    const connection = connect();
    await arrive();
    relay.reachable = false;
    relay.socket.drop(1006);
    edit(connection, 'shape:a');
    expect(connection.state().status).toBe('offline');
    await vi.advanceTimersByTimeAsync(5_000);
    relay.reachable = true;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(arrived()).toContain('shape:a');
    expect(connection.state().status).toBe('saving');
    relay.save();
    expect(connection.state().status).toBe('saved');
  });

  it('says that the disk of the server is full until it has room, and saved only when all is counted back', async () => {
    const connection = connect();
    await arrive();
    relay.save();
    relay.full(true);
    expect(connection.state().status).toBe('full');
    edit(connection, 'shape:a');
    await arrive();
    expect(connection.state().status).toBe('full');
    relay.full(false);
    expect(connection.state().status).toBe('saving');
    relay.save();
    expect(connection.state().status).toBe('saved');
  });

  it('sends nothing ahead of what was made before it', async () => {
    const connection = connect();
    edit(connection, 'shape:early');
    await arrive();
    expect(arrived()).toContain('shape:early');
    // SyncStep1 and SyncStep2; the update itself was held back, as SyncStep2 holds it.
    expect(relay.socket.syncFrames.map((frame) => frame[1])).toEqual([0, 1]);
  });

  it('sends more than fits into one frame, as hours of work without a connection are, in several', async () => {
    relay.maxFrameBytes = 600;
    relay.reachable = false;
    const connection = connect();
    for (let at = 0; at < 40; at += 1) edit(connection, `shape:${at}`);
    await arrive();
    relay.reachable = true;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(arrived()).toContain('shape:0');
    expect(arrived()).toContain('shape:39');
    const { syncFrames } = relay.socket;
    expect(syncFrames.length).toBeGreaterThan(3);
    for (const frame of syncFrames) expect(frame.byteLength).toBeLessThanOrEqual(600);
    expect(connection.state().status).toBe('saving');
    relay.save();
    expect(connection.state().status).toBe('saved');
  });

  it('stops for good on a code that does not come back, and says which', async () => {
    const connection = connect();
    await arrive();
    relay.socket.drop(closeCodeOf('board_deleted'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(connection.state()).toMatchObject({ status: 'closed', closed: 'board_deleted' });
    expect(relay.sockets).toHaveLength(1);
  });

  it('[I11] lets nothing of another generation reach the server, and starts from what is there', async () => {
    const connection = connect();
    await arrive();
    relay.reachable = false;
    relay.socket.drop(1006);
    edit(connection, 'shape:old');
    const oldDoc = connection.doc;
    relay.doc = new Y.Doc();
    relay.doc.getMap('records').set('shape:restored', new Y.Map());
    relay.generation = 'g2';
    relay.reachable = true;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(arrived()).toEqual(['shape:restored']);
    expect(connection.doc).not.toBe(oldDoc);
    expect([...connection.doc.getMap('records').keys()]).toEqual(['shape:restored']);
    expect(connection.state()).toMatchObject({ copy: 1, setAside: true, loaded: true });
  });

  describe('after something was erased', () => {
    it('[I11] shows what is left of the board, and brings what was not sent', async () => {
      const connection = await cameBack((before) => edit(before, 'shape:mine'));
      expect(arrived()).toEqual(expect.arrayContaining(['shape:mine']));
      expect(arrived()).not.toContain('shape:bad');
      expect([...connection.doc.getMap('records').keys()].toSorted()).toEqual(arrived().toSorted());
      expect(connection.state()).toMatchObject({ copy: 1, setAside: false, erasures: 1, unplaced: [] });
      expect(connection.state().status).toBe('saving');
      relay.save();
      expect(connection.state().status).toBe('saved');
    });

    it('[I11] writes down first what the canvas has in hand', async () => {
      const connection = await cameBack((before) => {
        before.onBeforeReplace(() => {
          edit(before, 'shape:in-hand');
          return false;
        });
      });
      expect(arrived()).toContain('shape:in-hand');
      expect(connection.state().copy).toBe(1);
    });

    it('[I11] gives back the words that had their place in what was erased', async () => {
      const connection = await cameBack((before) => {
        const bad = before.doc.getMap<Y.Map<Y.Text>>('records').get('shape:bad');
        bad?.get('text')?.insert(4, ', and mine');
      });
      expect(connection.state().unplaced).toEqual([', and mine']);
      expect(JSON.stringify(relay.doc.getMap('records').toJSON())).not.toContain('mine');
    });
  });

  it('[M8] keeps to itself what it has where the board is written with a newer version, and asks for a reload', async () => {
    const connection = connect();
    await arrive();
    relay.save();
    relay.reachable = false;
    relay.socket.drop(1006);
    edit(connection, 'shape:mine');
    relay.board = { format: 99, schema: null };
    relay.reachable = true;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(connection.state()).toMatchObject({ status: 'closed', closed: 'client_too_old', setAside: false });
    expect(arrived()).not.toContain('shape:mine');
    expect(connection.doc.getMap('records').has('shape:mine')).toBe(true);
    const tries = relay.sockets.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(relay.sockets).toHaveLength(tries);
  });

  it('gives the same snapshot until something changes', async () => {
    const connection = connect();
    await arrive();
    relay.save();
    const state = connection.state();
    let told = 0;
    connection.subscribe(() => told++);
    relay.save();
    expect(connection.state()).toBe(state);
    expect(told).toBe(0);
  });
});

/** A connection whose copy holds something that the server refused, beside something good that is not saved yet. */
async function rejected(): Promise<{ connection: BoardConnection; socket: FakeRelay['socket'] }> {
  const connection = connect();
  await arrive();
  const { socket } = relay;
  relay.save(socket);
  edit(connection, 'shape:good');
  connection.doc.getMap('records').set('shape:locked', new Y.Map());
  await arrive();
  // As the server does: it has all of it but what is locked.
  relay.doc.getMap('records').delete('shape:locked');
  relay.reject(socket);
  await vi.advanceTimersByTimeAsync(1_000);
  return { connection, socket };
}

describe('after a rejected change', () => {
  it('another copy takes over, ready made, once all the rest is saved', async () => {
    const { connection, socket } = await rejected();
    expect(connection.state()).toMatchObject({ copy: 0, rejected: { code: 'locked', items: ['shape:locked'] } });
    const seen: boolean[] = [];
    connection.subscribe(() => seen.push(connection.state().loaded));
    relay.save(socket);
    await vi.advanceTimersByTimeAsync(200);
    expect(connection.state()).toMatchObject({ copy: 1, loaded: true, setAside: false, hello: { generation: 'g1' } });
    expect(seen).not.toContain(false);
    expect([...connection.doc.getMap('records').keys()].toSorted()).toEqual(['document:document', 'shape:good']);
    expect(socket.readyState).toBe(3);
    relay.save();
    expect(connection.state().status).toBe('saved');
    edit(connection, 'shape:later');
    expect(connection.state().status).toBe('saving');
    await arrive();
    expect(arrived()).toContain('shape:later');
  });

  it('the person works on meanwhile, for as long as it takes, and all of it reaches the server first', async () => {
    const { connection, socket } = await rejected();
    for (let index = 0; index < 100; index += 1) {
      edit(connection, `shape:${index}`);
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(connection.state().copy).toBe(0);
    relay.save(socket);
    await vi.advanceTimersByTimeAsync(200);
    expect(connection.state().copy).toBe(1);
    expect(connection.doc.getMap('records').has('shape:99')).toBe(true);
  });

  it('waits while the canvas has something in hand, and saves what it writes down before it goes', async () => {
    const { connection, socket } = await rejected();
    let inHand = true;
    let written = false;
    connection.onBeforeReplace(() => {
      if (inHand) return false;
      if (!written) edit(connection, 'shape:in-hand');
      written = true;
      return true;
    });
    relay.save(socket);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(connection.state().copy).toBe(0);
    inHand = false;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(connection.state()).toMatchObject({ copy: 0, status: 'saving' });
    relay.save(socket);
    await vi.advanceTimersByTimeAsync(200);
    expect(connection.state().copy).toBe(1);
    expect(connection.doc.getMap('records').has('shape:in-hand')).toBe(true);
  });

  it('waits for the network, and brings what was made without it', async () => {
    const { connection, socket } = await rejected();
    relay.reachable = false;
    socket.drop(1006);
    edit(connection, 'shape:offline');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(connection.state()).toMatchObject({ copy: 0, status: 'offline' });
    relay.reachable = true;
    await vi.advanceTimersByTimeAsync(10_000);
    for (const each of relay.sockets) if (each.readyState === 1) relay.save(each);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(connection.state().copy).toBe(1);
    expect(arrived()).toContain('shape:offline');
  });

  it('says it once, however many changes of one copy were refused', async () => {
    const { connection, socket } = await rejected();
    const first = connection.state().rejected;
    relay.reject(socket);
    relay.reject(socket);
    expect(connection.state().rejected).toBe(first);
  });

  it('goes on with the next copy after a reload in between, when all of the marked one is saved', async () => {
    const { connection } = await rejected();
    connection.destroy();
    const again = connect();
    await arrive();
    const { socket } = relay;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(again.state()).toMatchObject({ copy: 0, rejected: null });
    relay.save(socket);
    await vi.advanceTimersByTimeAsync(200);
    expect(again.state()).toMatchObject({ copy: 1, rejected: null, setAside: false });
    again.destroy();
    const third = connect();
    await arrive();
    relay.save();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(third.state().copy).toBe(0);
  });

  it('[I12] knows what is locked from hello and from events, in each copy', async () => {
    const [a, b] = ['shape:a', 'shape:b'] as ItemId[] as [ItemId, ItemId];
    relay.lock(a);
    const { connection, socket } = await rejected();
    expect([...connection.state().locked]).toEqual([a]);
    relay.lock(b);
    expect([...connection.state().locked]).toEqual([a, b]);
    relay.save(socket);
    await vi.advanceTimersByTimeAsync(200);
    expect(connection.state().copy).toBe(1);
    expect([...connection.state().locked]).toEqual([a, b]);
  });
});
