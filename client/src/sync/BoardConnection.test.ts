import { closeCodeOf } from '@weft/protocol';
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

  it('starts anew from the server after a rejected change, once all the rest is saved', async () => {
    const connection = connect();
    await arrive();
    relay.save();
    edit(connection, 'shape:good');
    relay.reject();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(connection.state()).toMatchObject({ copy: 0, rejected: { code: 'read_only' } });
    relay.save();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(connection.state()).toMatchObject({ copy: 1, loaded: true });
    expect([...connection.doc.getMap('records').keys()]).toContain('shape:good');
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
