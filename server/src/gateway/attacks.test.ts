import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeCodeOf, MESSAGE, type CloseErrorCode } from '@weft/protocol';
import { BOARD, startGateway, type TestGateway } from './testGateway.testkit.ts';
import { soon } from '../soon.testkit.ts';

/** A clientID that belongs to Ada, who is offline and holds work that the board has not seen. */
const VICTIM = 7_000;
const MALLORY = 8_000;

let gateway: TestGateway;
let known: number;
beforeAll(async () => {
  gateway = await startGateway();
  const victim = new Y.Doc();
  victim.clientID = VICTIM;
  victim.getMap('records').set('shape:ada', new Y.Map([['props.color', 'red']]));
  const { socket, opened } = gateway.socket(`${BOARD}?token=ada`);
  await opened;
  socket.send(update(Y.encodeStateAsUpdate(victim)));
  socket.send(update(new Uint8Array([0, 0])));
  await soon(async () => expect(await records()).toHaveProperty('shape:ada'));
  known = Y.getState(victim.store, VICTIM);
});
afterAll(() => gateway.stop());

const stock = (token: string): WebsocketProvider =>
  new WebsocketProvider(gateway.url, BOARD, new Y.Doc(), {
    params: { token },
    disableBc: true,
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  });

async function records(): Promise<Record<string, unknown>> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, (await gateway.registry().state(BOARD)).update);
  return doc.getMap('records').toJSON();
}

const frame = (type: number, ...body: (number | Uint8Array)[]): Uint8Array =>
  bytes((encoder) => {
    encoding.writeVarUint(encoder, type);
    for (const part of body) {
      if (typeof part === 'number') encoding.writeVarUint(encoder, part);
      else encoding.writeVarUint8Array(encoder, part);
    }
  });
const update = (change: Uint8Array): Uint8Array => frame(MESSAGE.sync, 2, change);

function bytes(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
}

const varUints = (...values: readonly number[]): Uint8Array =>
  bytes((encoder) => {
    for (const value of values) encoding.writeVarUint(encoder, value);
  });

/** Structs of one client, as nothing of a length each, and no deletions. */
const nothings = (client: number, clock: number, ...lengths: readonly number[]): Uint8Array =>
  varUints(1, lengths.length, client, clock, ...lengths.flatMap((length) => [0, length]), 0);

function presence(count: number, entry: (index: number) => readonly [client: number, clock: number, state: string]) {
  const body = bytes((encoder) => {
    encoding.writeVarUint(encoder, count);
    for (let index = 0; index < count; index += 1) {
      const [client, clock, state] = entry(index);
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, state);
    }
  });
  return frame(MESSAGE.awareness, body);
}

/** A run of zeros that lib0 reads as NaN. */
const NOT_A_NUMBER: readonly number[] = [...Array.from({ length: 160 }, () => 0x80), 0];

/** 5 000 maps in each other. */
const nested = (): Uint8Array => {
  const structs = Array.from({ length: 5_000 }, (_, at) => [
    7,
    ...(at === 0 ? [1, 7, ...new TextEncoder().encode('records')] : [0, ...varUints(MALLORY, at - 1)]),
    1,
  ]);
  return Uint8Array.from([...varUints(1, structs.length, MALLORY, 0), ...structs.flat(), 0]);
};

/** 20 000 values in root types of their own. */
const roots = (): Uint8Array => {
  const structs = Array.from({ length: 20_000 }, (_, at) => {
    const name = new TextEncoder().encode(`r${at}`);
    return [8, 1, name.length, ...name, 1, 126];
  });
  return Uint8Array.from([...varUints(1, structs.length, MALLORY, 0), ...structs.flat(), 0]);
};

/** 20 000 values under one key, none of which knows of another. */
const entries = (): Uint8Array => {
  const name = new TextEncoder().encode('records');
  const structs = Array.from({ length: 20_000 }, () => [0x28, 1, name.length, ...name, 1, 107, 1, 126]);
  return Uint8Array.from([...varUints(1, structs.length, MALLORY, 0), ...structs.flat(), 0]);
};

/** What somebody with write access could do to a plain relay; each was seen to work there. */
const ATTACKS: readonly [what: string, code: CloseErrorCode, make: () => Uint8Array[]][] = [
  [
    'a GC struct of ten bytes on the clientID of one who is offline',
    'foreign_client_id',
    () => [update(nothings(VICTIM, known, 40))],
  ],
  [
    'a delete set of eleven bytes that names future clocks',
    'clock_gap',
    () => [update(varUints(0, 1, VICTIM, 1, known, 10_000))],
  ],
  [
    'a far-future clock, with a megabyte to be kept for ever',
    'clock_gap',
    () => [
      update(
        bytes((encoder) => {
          for (const value of [1, 1, MALLORY, 2 ** 30, 3, 1]) encoding.writeVarUint(encoder, value);
          encoding.writeVarString(encoder, 'records');
          encoding.writeVarUint8Array(encoder, new Uint8Array(1_000_000));
          encoding.writeVarUint(encoder, 0);
        }),
      ),
    ],
  ],
  [
    '2 000 tiny updates that wait',
    'clock_gap',
    () => Array.from({ length: 2_000 }, (_, at) => update(nothings(MALLORY, 2 + 2 * at, 1))),
  ],
  [
    'one deletion named 10 000 times, to be gone through as often',
    'malformed_update',
    () => [update(varUints(0, 1, VICTIM, 10_000, ...Array.from({ length: 10_000 }, () => [0, known]).flat()))],
  ],
  ['20 000 entries under one key, each of which has to pass all before', 'malformed_update', () => [update(entries())]],
  [
    '3.2e7 structs announced in seven bytes',
    'malformed_update',
    () => [update(Uint8Array.from([1, ...varUints(32_000_000), 5, 0]))],
  ],
  [
    'a delete set that is cut off',
    'malformed_update',
    () => [update(nothings(MALLORY, 0, 1).slice(0, -1)), update(varUints(1, 1, MALLORY, 0, 0, 1, 1, VICTIM, 1, 0))],
  ],
  ['20 000 root types', 'unknown_root', () => [update(roots())]],
  ['5 000 types in each other', 'malformed_update', () => [update(nested())]],
  ['a presence frame with 100 000 ids', 'presence_invalid', () => [presence(100_000, (at) => [at, 1, '{}'])]],
  [
    'a null state at the greatest clock',
    'presence_invalid',
    () => [presence(1, () => [VICTIM, Number.MAX_SAFE_INTEGER, 'null'])],
  ],
  [
    'a presence clientID that is no number, which the log could not keep',
    'presence_invalid',
    () => [frame(MESSAGE.awareness, Uint8Array.from([1, ...NOT_A_NUMBER, 1, 2, ...new TextEncoder().encode('{}')]))],
  ],
  [
    'a presence clock that is no number, which nobody could outdo',
    'presence_invalid',
    () => [frame(MESSAGE.awareness, Uint8Array.from([1, 1, ...NOT_A_NUMBER, 2, ...new TextEncoder().encode('{}')]))],
  ],
];

describe('an attack that works on a plain relay', () => {
  it.each(ATTACKS)('%s: %s, and the board is as it was', async (_what, code, make) => {
    const before = await gateway.registry().state(BOARD);
    const { socket, closed, opened } = gateway.socket(`${BOARD}?token=ben`);
    await opened;
    // A SyncStep2 first: what comes before it may wait for it.
    socket.send(frame(MESSAGE.sync, 1, new Uint8Array([0, 0])));
    for (const each of make()) socket.send(each);
    expect(await closed).toBe(closeCodeOf(code));
    expect(await gateway.registry().state(BOARD)).toEqual(before);
  });

  it('a compact presence clientID that is no number: presence_invalid, also of a viewer, and all can be saved', async () => {
    const { socket, closed, opened } = gateway.socket(`${BOARD}?token=vera&weft=1&presence=1`);
    await opened;
    socket.send(Uint8Array.from([MESSAGE.presence, ...NOT_A_NUMBER, 0]));
    expect(await closed).toBe(closeCodeOf('presence_invalid'));
    expect(gateway.registry().storageFault).toBeNull();
  });

  it('presence for somebody else is passed over: the victim is not taken for gone, and is heard further', async () => {
    const [ada, seer] = [stock('ada'), stock('vera')];
    const { socket, closed, opened } = gateway.socket(`${BOARD}?token=ben`);
    const seen = () => seer.awareness.getStates().get(ada.doc.clientID);
    try {
      ada.awareness.setLocalState({ canvas: 'here' });
      await soon(() => expect(seen()).toEqual({ canvas: 'here' }));
      await opened;
      socket.send(presence(1, () => [ada.doc.clientID, 2 ** 45, 'null']));
      // His own comes behind it: once that is seen, the other would have been.
      socket.send(presence(1, () => [MALLORY, 1, '{"canvas":"mine"}']));
      await soon(() => expect(seer.awareness.getStates().get(MALLORY)).toEqual({ canvas: 'mine' }));
      expect(seen()).toEqual({ canvas: 'here' });
      ada.awareness.setLocalState({ canvas: 'there' });
      await soon(() => expect(seen()).toEqual({ canvas: 'there' }));
    } finally {
      ada.destroy();
      seer.destroy();
      socket.close();
      await closed;
    }
  });

  it('leaves the victim its work: what Ada brings afterwards is taken', async () => {
    const victim = new Y.Doc();
    Y.applyUpdate(victim, (await gateway.registry().state(BOARD)).update);
    victim.clientID = VICTIM;
    const before = Y.encodeStateVector(victim);
    victim.getMap('records').set('shape:later', 1);
    const { socket, opened } = gateway.socket(`${BOARD}?token=ada`);
    await opened;
    socket.send(frame(MESSAGE.sync, 1, Y.encodeStateAsUpdate(victim, before)));
    await soon(async () => expect(await records()).toMatchObject({ 'shape:later': 1 }));
  });
});
