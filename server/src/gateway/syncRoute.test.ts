import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  closeCodeOf,
  decodeServerMessage,
  encodeIntent,
  MESSAGE,
  type CloseErrorCode,
  type ServerMessage,
} from '@weft/protocol';
import { BOARD, startGateway, type TestGateway } from './testGateway.testkit.ts';
import { soon } from '../soon.testkit.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

const providers: WebsocketProvider[] = [];
afterEach(() => {
  for (const provider of providers.splice(0)) {
    provider.destroy();
    provider.doc.destroy();
  }
});

/** The npm package's provider as anybody would use it. */
function stock(token: string, doc = new Y.Doc(), params: Record<string, string> = {}): WebsocketProvider {
  const provider = new WebsocketProvider(gateway.url, BOARD, doc, {
    params: { token, ...params },
    disableBc: true,
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  });
  providers.push(provider);
  return provider;
}

const synced = (provider: WebsocketProvider): Promise<void> => soon(() => expect(provider.synced).toBe(true));
const records = (provider: WebsocketProvider): Y.Map<unknown> => provider.doc.getMap('records');

function frame(type: number, ...body: (number | Uint8Array)[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  for (const part of body) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part);
    else encoding.writeVarUint8Array(encoder, part);
  }
  return encoding.toUint8Array(encoder);
}

const forged = (): Uint8Array => {
  const doc = new Y.Doc();
  doc.clientID = 77;
  doc.getMap('records').set('x', 1);
  return Y.encodeStateAsUpdate(doc);
};
const gapped = (): Uint8Array => {
  const doc = new Y.Doc();
  doc.getMap('records').set('x', 1);
  const before = Y.encodeStateVector(doc);
  doc.getMap('records').set('y', 1);
  return Y.encodeStateAsUpdate(doc, before);
};
const inRoot = (root: string): Uint8Array => {
  const doc = new Y.Doc();
  doc.getMap(root).set('x', 1);
  return Y.encodeStateAsUpdate(doc);
};
const manyClients = (): Uint8Array => {
  const doc = new Y.Doc();
  for (let index = 0; index < 300; index++) {
    const one = new Y.Doc();
    one.getMap('records').set(`k${index}`, index);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(one));
  }
  return Y.encodeStateAsUpdate(doc);
};
function deepPresence(levels: number): Uint8Array {
  const state = encoding.createEncoder();
  for (const value of [1, 5, 1]) encoding.writeVarUint(state, value);
  encoding.writeVarString(state, `{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`);
  return frame(MESSAGE.awareness, encoding.toUint8Array(state));
}
const update = (bytes: Uint8Array): Uint8Array => frame(MESSAGE.sync, 2, bytes);

const messages = (frames: readonly Uint8Array[]): ServerMessage[] =>
  frames.map((one) => decodeServerMessage(one)).filter((message) => message !== null);
const of = <T extends ServerMessage['type']>(frames: readonly Uint8Array[], type: T) =>
  messages(frames).filter((message): message is Extract<ServerMessage, { type: T }> => message.type === type);

/** Brings a change that was made offline, and then makes another. @returns both as they are logged */
async function bringFromOffline(key: string, madeAt: number) {
  const { socket, frames, opened } = gateway.socket(`${BOARD}?token=ben&weft=1`);
  await opened;
  const doc = new Y.Doc();
  doc.getMap('records').set(key, 1);
  socket.send(encodeIntent({ kind: 'offline', madeAt }));
  socket.send(frame(MESSAGE.sync, 1, Y.encodeStateAsUpdate(doc)));
  const before = Y.encodeStateVector(doc);
  doc.getMap('records').set(`${key}-then`, 1);
  socket.send(frame(MESSAGE.sync, 2, Y.encodeStateAsUpdate(doc, before)));
  await soon(() => expect(of(frames, 'saved').at(-1)?.saved.frames).toBe(2));
  return (await gateway.log().read(BOARD, 0, 1000)).slice(-2);
}

describe('a stock WebsocketProvider', () => {
  it('connects unchanged, gets the seeded board and writes what another one sees', async () => {
    const [ada, ben] = [stock('ada'), stock('ben')];
    await Promise.all([synced(ada), synced(ben)]);
    expect(records(ada).size).toBeGreaterThan(0);
    records(ada).set('hello', new Y.Map([['x', 1]]));
    await soon(() => expect((records(ben).get('hello') as Y.Map<number> | undefined)?.get('x')).toBe(1));
  });

  it('comes back by itself after the server restarts, with what it wrote meanwhile', async () => {
    const [ada, ben] = [stock('ada'), stock('ben')];
    await Promise.all([synced(ada), synced(ben)]);
    const restarting = gateway.restart();
    await soon(() => expect(ada.wsconnected).toBe(false));
    records(ada).set('offline', 1);
    await restarting;
    await soon(() => expect(records(ben).get('offline')).toBe(1));
  });

  it('is told nothing but the messages it knows', async () => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const ada = stock('ada');
    await synced(ada);
    records(ada).set('quiet', 1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(complaint).not.toHaveBeenCalled();
    complaint.mockRestore();
  });

  it('hears its own presence again, and does not make a ghost of what it repeats about others', async () => {
    const [ada, ben] = [stock('ada'), stock('ben')];
    await Promise.all([synced(ada), synced(ben)]);
    ada.awareness.setLocalStateField('canvas', { x: 1 });
    await soon(() => expect(ben.awareness.getStates().get(ada.doc.clientID)).toEqual({ canvas: { x: 1 } }));
    const gone = ada.doc.clientID;
    ada.destroy();
    await soon(() => expect(ben.awareness.getStates().has(gone)).toBe(false));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(ben.awareness.getStates().has(gone)).toBe(false);
  });

  it('stops for good when it is told that the board does not exist', async () => {
    const provider = new WebsocketProvider(gateway.url, 'nowhere', new Y.Doc(), {
      params: { token: 'ada' },
      disableBc: true,
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    });
    providers.push(provider);
    const closed = await new Promise<{ code: number }>((resolve) => provider.on('closed', resolve));
    expect(closed.code).toBe(closeCodeOf('board_not_found'));
    expect(provider.shouldConnect).toBe(false);
  });
});

describe('what a socket is refused for, each with its code', () => {
  const cases: readonly [CloseErrorCode, string, () => Uint8Array | string][] = [
    ['malformed_frame', 'a text frame', () => 'hello'],
    ['malformed_frame', 'an empty frame', () => new Uint8Array()],
    ['malformed_frame', 'a length beyond the bytes', () => new Uint8Array([0, 2, 200, 1])],
    ['malformed_frame', 'bytes after a message', () => new Uint8Array([...update(new Uint8Array([0, 0])), 1])],
    [
      'malformed_frame',
      'a malformed state vector',
      () => frame(MESSAGE.sync, 0, new Uint8Array([255, 255, 255, 255, 15])),
    ],
    ['malformed_frame', 'an unknown kind of sync message', () => frame(MESSAGE.sync, 9, new Uint8Array())],
    ['unknown_message_type', 'a type that nobody knows', () => frame(42)],
    ['unknown_message_type', 'an intent from a client that did not ask for them', () => encodeIntent({ kind: 'undo' })],
    ['frame_too_large', 'a frame over the limit', () => new Uint8Array(4 * 1024 * 1024 + 1)],
    ['malformed_update', 'an update that is none', () => update(new Uint8Array([9, 9, 9]))],
    [
      'malformed_update',
      'a count of structs beyond the bytes',
      () => update(new Uint8Array([1, 255, 255, 255, 15, 1, 0])),
    ],
    ['clock_gap', 'a change that refers to what the server has not seen', () => update(gapped())],
    ['unknown_root', 'a change outside of the board', () => update(inRoot('elsewhere'))],
    ['too_many_client_ids', 'more clientIDs than one connection may bring', () => update(manyClients())],
    [
      'presence_invalid',
      'presence that is not JSON',
      () => frame(MESSAGE.awareness, new Uint8Array([1, 5, 1, 1, 123])),
    ],
    ['presence_invalid', 'presence so deep that it would throw in every browser', () => deepPresence(2_000)],
  ];
  it.each(cases)('%s: %s', async (code, _what, make) => {
    const { socket, closed, opened } = gateway.socket(`${BOARD}?token=ben`);
    await opened;
    gateway.logged.mockClear();
    socket.send(make());
    expect(await closed).toBe(closeCodeOf(code));
    const lines = gateway.logged.mock.calls.filter(([line]) => line.includes(`"code":"${code}"`));
    expect(lines).toHaveLength(1);
  });

  it('logs once, and as no fault of ours, that a frame was larger than any socket takes', async () => {
    const { socket, closed, opened } = gateway.socket(`${BOARD}?token=ben`);
    await opened;
    gateway.logged.mockClear();
    socket.send(new Uint8Array(16 * 1024 * 1024 + 1));
    await closed;
    const lines = gateway.logged.mock.calls.map(([line]) => JSON.parse(line) as { level: number; msg: string });
    expect(lines.map(({ level, msg }) => [level, msg])).toEqual([[30, 'socket error']]);
  });

  it('logs of a malformed message that it was one, and nothing of what it said', async () => {
    const { socket, closed, opened } = gateway.socket(`${BOARD}?token=ben&weft=1`);
    await opened;
    const words = new TextEncoder().encode('PRIVATE words, not JSON');
    socket.send(frame(MESSAGE.intent, words));
    expect(await closed).toBe(closeCodeOf('malformed_frame'));
    const lines = gateway.logged.mock.calls.map(([line]) => line);
    expect(lines.some((line) => line.includes('malformed_frame'))).toBe(true);
    expect(lines.filter((line) => line.includes('PRIVATE'))).toEqual([]);
  });

  it("foreign_client_id: a change under somebody else's clientID", async () => {
    const first = gateway.socket(`${BOARD}?token=ada`);
    await first.opened;
    first.socket.send(update(forged()));
    await soon(() => expect(gateway.registry().here(BOARD)).toContain('ada'));
    const thief = gateway.socket(`${BOARD}?token=ben`);
    await thief.opened;
    await new Promise((resolve) => setTimeout(resolve, 50));
    const doc = new Y.Doc();
    doc.clientID = 77;
    doc.getMap('records').set('x', 1);
    doc.getMap('records').set('y', 2);
    thief.socket.send(update(Y.encodeStateAsUpdate(doc)));
    expect(await thief.closed).toBe(closeCodeOf('foreign_client_id'));
    expect(first.socket.readyState).toBe(WebSocket.OPEN);
  });

  const entries: readonly [CloseErrorCode, string, string, WebSocket.ClientOptions?][] = [
    ['not_signed_in', 'nobody', BOARD],
    ['token_invalid', 'a wrong or expired token', `${BOARD}?token=expired`],
    ['board_not_found', 'a board that does not exist', 'nowhere?token=ada'],
    ['board_not_found', 'a board id of a wrong form', '%20?token=ada'],
    ['board_deleted', 'a board that was deleted', 'gone?token=ada'],
    ['not_member', "a board that is not the caller's", `${BOARD}?token=eve`],
    ['client_too_old', 'a page of another version of the protocol', `${BOARD}?token=ada&weft=0`],
    [
      'bad_origin',
      'a cookie that another site sends along',
      BOARD,
      { headers: { cookie: 'who=ada', origin: 'http://evil.example' } },
    ],
  ];
  it.each(entries)('%s: %s', async (code, _what, path, options) => {
    expect(await gateway.socket(path, options).closed).toBe(closeCodeOf(code));
  });

  it('lets a cookie in when the origin is ours', async () => {
    const { opened, frames } = gateway.socket(BOARD, {
      headers: { cookie: 'who=ada', origin: `http://127.0.0.1:${gateway.port}` },
    });
    await opened;
    await soon(() => expect(frames.length).toBeGreaterThan(0));
  });

  it('read_only: a viewer with a stock client is closed; nobody else notices', async () => {
    const ada = stock('ada');
    await synced(ada);
    const vera = stock('vera');
    await synced(vera);
    const closed = new Promise<{ code: number }>((resolve) => vera.on('closed', resolve));
    records(vera).set('not-mine', 1);
    expect((await closed).code).toBe(closeCodeOf('read_only'));
    records(ada).set('still', 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(ada.wsconnected).toBe(true);
    expect(records(ada).has('not-mine')).toBe(false);
  });

  it('role_changed, board_deleted: the board is told, and clients of a changed role come back', async () => {
    const ben = gateway.socket(`${BOARD}?token=ben`);
    const ada = gateway.socket(`${BOARD}?token=ada`);
    await Promise.all([ben.opened, ada.opened]);
    await soon(() => expect(gateway.registry().here(BOARD)).toHaveLength(2));
    gateway.registry().roleChanged(BOARD, 'ben' as never);
    expect(await ben.closed).toBe(closeCodeOf('role_changed'));
    gateway.registry().deleted(BOARD);
    expect(await ada.closed).toBe(closeCodeOf('board_deleted'));
  });
});

describe('what changes while a socket is being let in', () => {
  it('role_changed: a role that is another one by then is not used', async () => {
    expect(await gateway.socket(`${BOARD}?token=rita`).closed).toBe(closeCodeOf('role_changed'));
    const { socket, frames } = gateway.socket(`${BOARD}?token=rita`);
    await soon(() => expect(frames.length).toBeGreaterThan(0));
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });

  it('board_deleted: nobody stays on a board that is deleted by then', async () => {
    expect(await gateway.socket(`${BOARD}?token=late`).closed).toBe(closeCodeOf('board_deleted'));
  });
});

describe('rates and sizes', () => {
  it('server_full: a socket above the limit is asked to come later', async () => {
    const strict = await startGateway({ maxSockets: 1 });
    const first = strict.socket(`${BOARD}?token=ben`);
    await soon(() => expect(first.frames.length).toBeGreaterThan(0));
    expect(await strict.socket(`${BOARD}?token=ada`).closed).toBe(closeCodeOf('server_full'));
    await strict.stop();
  });

  it('rate_limited: a client that floods is slowed, then closed', async () => {
    const strict = await startGateway({ framesPerSecond: 5, frameBurst: 10 });
    const { socket, closed, opened } = strict.socket(`${BOARD}?token=ben`);
    await opened;
    await soon(() => expect(strict.registry().here(BOARD)).toHaveLength(1));
    for (let index = 0; index < 400; index++) socket.send(frame(MESSAGE.queryAwareness));
    expect(await closed).toBe(closeCodeOf('rate_limited'));
    await strict.stop();
  });

  it('[I7] one who asks for a large board again and again is slowed, and nobody waits for it', async () => {
    const strict = await startGateway();
    const ada = strict.socket(`${BOARD}?token=ada&weft=1`);
    await soon(() => expect(of(ada.frames, 'roster')).toHaveLength(1));
    const doc = new Y.Doc();
    doc.getMap('records').set('big', 'x'.repeat(3_000_000));
    ada.socket.send(update(Y.encodeStateAsUpdate(doc)));
    await soon(() => expect(of(ada.frames, 'saved').at(-1)?.saved.frames).toBe(1));
    const vera = strict.socket(`${BOARD}?token=vera`);
    await soon(() => expect(vera.frames.length).toBeGreaterThan(0));
    for (let index = 0; index < 900; index++) vera.socket.send(frame(MESSAGE.sync, 0, new Uint8Array([0])));
    await soon(() => expect(vera.frames.some((one) => one.byteLength > 3_000_000)).toBe(true));
    const before = Y.encodeStateVector(doc);
    doc.getMap('records').set('small', 1);
    ada.socket.send(update(Y.encodeStateAsUpdate(doc, before)));
    await soon(() => expect(of(ada.frames, 'saved').at(-1)?.saved.frames).toBe(2));
    expect(vera.frames.filter((one) => one.byteLength > 3_000_000).length).toBeLessThan(12);
    await strict.stop();
  });

  it('too_slow: a client that does not read is closed when its queue is full', async () => {
    const strict = await startGateway({ maxQueuedBytes: 1_000_000 });
    const { socket, closed, opened } = strict.socket(`${BOARD}?token=ben`);
    await opened;
    socket.pause();
    const writer = strict.socket(`${BOARD}?token=ada&weft=1`);
    await soon(() => expect(of(writer.frames, 'roster')).toHaveLength(1));
    const doc = new Y.Doc();
    socket.send(frame(MESSAGE.sync, 0, new Uint8Array([0])));
    // More than the kernel keeps for a socket that nobody reads; one batch each, as of several the longest is let pass.
    for (let index = 0; index < 8; index++) {
      const before = Y.encodeStateVector(doc);
      doc.getMap('records').set(`big${index}`, 'x'.repeat(3_500_000));
      writer.socket.send(frame(MESSAGE.sync, 2, Y.encodeStateAsUpdate(doc, before)));
      await soon(() => expect(of(writer.frames, 'saved').at(-1)?.saved.frames).toBe(index + 1));
    }
    await soon(() => expect(strict.logged.mock.calls.some(([line]) => line.includes('too_slow'))).toBe(true));
    socket.resume();
    await closed;
    await strict.stop();
  });
});

describe("Weft's own messages", () => {
  it('says hello with generation, role and connection, then who is here', async () => {
    const { frames } = gateway.socket(`${BOARD}?token=ben&weft=1`);
    await soon(() => expect(of(frames, 'roster')).toHaveLength(1));
    expect(messages(frames)[0]).toMatchObject({
      type: 'hello',
      hello: { boardId: BOARD, role: 'participant', person: { name: 'BEN' } },
    });
  });

  it('[I2] says saved when, and only when, all sync frames so far are durable', async () => {
    const { socket, frames } = gateway.socket(`${BOARD}?token=ben&weft=1`);
    await soon(() => expect(of(frames, 'roster')).toHaveLength(1));
    const doc = new Y.Doc();
    const send = (edit: () => void): void => {
      const before = Y.encodeStateVector(doc);
      edit();
      socket.send(frame(MESSAGE.sync, 2, Y.encodeStateAsUpdate(doc, before)));
    };
    for (let index = 0; index < 20; index++) send(() => doc.getMap('records').set(`s${index}`, index));
    await soon(() => expect(of(frames, 'saved').at(-1)?.saved.frames).toBe(20));
    const { seq } = of(frames, 'saved').at(-1)?.saved ?? { seq: 0 };
    const entries = await gateway.log().read(BOARD, 0, 1000);
    expect(entries.at(-1)?.seq).toBe(seq);
  });

  it('names whose a clientID is, as soon as it is used', async () => {
    const watcher = gateway.socket(`${BOARD}?token=ada&weft=1`);
    await soon(() => expect(of(watcher.frames, 'roster').length).toBeGreaterThan(0));
    const { socket, opened } = gateway.socket(`${BOARD}?token=ben&weft=1`);
    await opened;
    const doc = new Y.Doc();
    const awareness = new Awareness(doc);
    awareness.setLocalState({ name: 'I am Ada' });
    socket.send(frame(MESSAGE.awareness, encodeAwarenessUpdate(awareness, [doc.clientID])));
    await soon(() =>
      expect(of(watcher.frames, 'roster').flatMap(({ roster }) => roster.clients)).toContainEqual([
        doc.clientID,
        'ben',
      ]),
    );
    awareness.destroy();
  });

  it('does not call a clientID gone while the same client is back on another socket', async () => {
    const watcher = gateway.socket(`${BOARD}?token=ada&weft=1`);
    await soon(() => expect(of(watcher.frames, 'roster').length).toBeGreaterThan(0));
    const doc = new Y.Doc();
    const awareness = new Awareness(doc);
    awareness.setLocalState({ canvas: null });
    const presence = frame(MESSAGE.awareness, encodeAwarenessUpdate(awareness, [doc.clientID]));
    const introductions = () =>
      of(watcher.frames, 'roster').filter(({ roster }) => roster.clients.some(([id]) => id === doc.clientID));
    const [old, back] = [gateway.socket(`${BOARD}?token=ben`), gateway.socket(`${BOARD}?token=ben`)];
    await Promise.all([old.opened, back.opened]);
    old.socket.send(presence);
    await soon(() => expect(introductions()).toHaveLength(1));
    back.socket.send(presence);
    await soon(() => expect(introductions()).toHaveLength(2));
    old.socket.close();
    await old.closed;
    back.socket.close();
    await back.closed;
    await soon(() => expect(of(watcher.frames, 'roster').flatMap(({ roster }) => roster.gone)).toEqual([doc.clientID]));
    awareness.destroy();
  });

  it('[I3] logs the intent that came ahead of an update with that update only', async () => {
    const { socket, frames, opened } = gateway.socket(`${BOARD}?token=ben&weft=1`);
    await opened;
    const doc = new Y.Doc();
    doc.getMap('records').set('undone', 1);
    socket.send(encodeIntent({ kind: 'undo' }));
    socket.send(frame(MESSAGE.sync, 2, Y.encodeStateAsUpdate(doc)));
    const before = Y.encodeStateVector(doc);
    doc.getMap('records').set('typed', 1);
    socket.send(frame(MESSAGE.sync, 2, Y.encodeStateAsUpdate(doc, before)));
    await soon(() => expect(of(frames, 'saved').at(-1)?.saved.frames).toBe(2));
    const entries = await gateway.log().read(BOARD, 0, 1000);
    expect(entries.slice(-2).map(({ intent }) => intent?.kind)).toEqual(['undo', undefined]);
  });

  it('[I3] logs work that is said to come from offline with the time at which it was done, and no time to come', async () => {
    const [past, then] = await bringFromOffline('from-offline', 1_700_000_000_000);
    expect([past?.madeAt, past?.intent, then?.madeAt]).toEqual([1_700_000_000_000, undefined, undefined]);
    const [future] = await bringFromOffline('from-tomorrow', Number.MAX_SAFE_INTEGER);
    expect(future?.madeAt).toBe(future?.at);
  });

  it("rejects a viewer's change with a message and lets the viewer stay", async () => {
    const { socket, frames, opened } = gateway.socket(`${BOARD}?token=vera&weft=1`);
    await opened;
    const doc = new Y.Doc();
    doc.getMap('records').set('not-mine', 1);
    socket.send(frame(MESSAGE.sync, 2, Y.encodeStateAsUpdate(doc)));
    await soon(() => expect(of(frames, 'rejected')).toMatchObject([{ rejected: { code: 'read_only' } }]));
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });

  it('sends a board event to everybody once it is durable', async () => {
    const { frames } = gateway.socket(`${BOARD}?token=ada&weft=1`);
    await soon(() => expect(of(frames, 'roster').length).toBeGreaterThan(0));
    await gateway.registry().record(BOARD, 'ada' as never, { type: 'renamed', title: 'Two benches' });
    await soon(() =>
      expect(of(frames, 'event').at(-1)?.event).toMatchObject({ personId: 'ada', event: { type: 'renamed' } }),
    );
  });
});
