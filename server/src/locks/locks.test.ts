import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  closeCodeOf,
  decodeServerMessage,
  MESSAGE,
  type Board,
  type ServerMessage,
  type SignedIn,
} from '@weft/protocol';
import { buildApp, type WeftApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { soon } from '../soon.testkit.ts';

let folder: string;
let weft: WeftApp;
let origin: string;
let boardId: string;
const tokens = { fay: '', pat: '', vic: '' };
const providers: WebsocketProvider[] = [];

const call = async (path: string, token: string, body?: unknown): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`${origin}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
};
const lock = (token: string, items: readonly string[], locked = true) =>
  call(`/api/boards/${boardId}/locks`, token, { items, locked });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weft-locks-'));
  weft = await buildApp(readConfig({ HOST: '127.0.0.1', DATA_DIR: folder, LOG_LEVEL: 'silent' }));
  await weft.app.listen({ port: 0, host: '127.0.0.1' });
  origin = `http://127.0.0.1:${(weft.app.server.address() as AddressInfo).port}`;
  for (const name of ['fay', 'pat', 'vic'] as const) {
    tokens[name] = ((await call('/api/guests', '', { name })).body as SignedIn).token;
  }
  boardId = ((await call('/api/boards', tokens.fay, { title: 'A bench' })).body as Board).id;
  for (const [name, role] of [
    ['pat', 'participant'],
    ['vic', 'viewer'],
  ] as const) {
    const { code } = (await call(`/api/boards/${boardId}/links`, tokens.fay, { role })).body as { code: string };
    await call('/api/join', tokens[name], { code });
  }
});
afterAll(async () => {
  for (const provider of providers) provider.destroy();
  await weft.stop();
  rmSync(folder, { recursive: true });
});

const WEFT_MESSAGES = [MESSAGE.hello, MESSAGE.saved, MESSAGE.roster, MESSAGE.rejected, MESSAGE.event];

/** Somebody with the npm package's provider; `weft` asks for Weft's own messages, which are kept. */
async function person(name: keyof typeof tokens, weftClient = false) {
  const doc = new Y.Doc();
  const messages: ServerMessage[] = [];
  const provider = new WebsocketProvider(`${origin.replace('http', 'ws')}/sync`, boardId, doc, {
    params: { token: tokens[name], ...(weftClient ? { weft: '1' } : {}) },
    disableBc: true,
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  });
  for (const type of weftClient ? WEFT_MESSAGES : []) {
    provider.messageHandlers[type] = (_encoder, decoder) => {
      const message = decodeServerMessage(decoder.arr);
      if (message !== null) messages.push(message);
    };
  }
  providers.push(provider);
  const closed = new Promise<number>((resolve) => {
    provider.on('closed', ({ code }) => resolve(code));
  });
  await soon(() => expect(provider.synced).toBe(true));
  const of = <T extends ServerMessage['type']>(type: T) =>
    messages.filter((message): message is Extract<ServerMessage, { type: T }> => message.type === type);
  return { doc, records: doc.getMap<Y.Map<unknown>>('records'), provider, of, closed };
}

const note = (color: string) =>
  new Y.Map<unknown>([
    ['parentId', 'page:page'],
    ['props.color', color],
  ]);

describe('locking', () => {
  it("is a facilitator's, of what is there, through a call that is described", async () => {
    const fay = await person('fay');
    fay.records.set('shape:n1', note('yellow'));
    await soon(async () => expect((await lock(tokens.fay, ['shape:n1'])).body).toEqual({ locked: ['shape:n1'] }));
    expect(await lock(tokens.pat, ['shape:n1'], false)).toMatchObject({
      status: 403,
      body: { code: 'not_facilitator' },
    });
    expect(await lock(tokens.vic, ['shape:n1'])).toMatchObject({ status: 403, body: { code: 'not_facilitator' } });
    expect(await lock('', ['shape:n1'])).toMatchObject({ status: 401, body: { code: 'not_signed_in' } });
    expect(await lock(tokens.fay, ['shape:gone'])).toMatchObject({ status: 404, body: { code: 'item_not_found' } });
    expect(await lock(tokens.fay, [])).toMatchObject({ status: 400, body: { code: 'bad_request' } });
    const many = Array.from({ length: 1_001 }, (_, index) => `shape:${index}`);
    expect(await lock(tokens.fay, many)).toMatchObject({ status: 400, body: { code: 'bad_request' } });
    const { paths } = (await call('/api/openapi.json', '')).body as { paths: Record<string, unknown> };
    expect(paths).toHaveProperty(['/api/boards/{id}/locks']);
    expect((await lock(tokens.fay, ['shape:n1'], false)).body).toEqual({ locked: [] });
  });

  it('[I12] is told in hello to whoever comes, and by event to whoever is here', async () => {
    const fay = await person('fay');
    fay.records.set('shape:n2', note('yellow'));
    const here = await person('pat', true);
    expect(here.of('hello').at(-1)?.hello.locked).toEqual([]);
    await soon(() => expect(here.records.has('shape:n2')).toBe(true));
    await lock(tokens.fay, ['shape:n2']);
    await soon(() =>
      expect(here.of('event').map(({ event }) => event.event)).toContainEqual({
        type: 'locked',
        itemIds: ['shape:n2'],
      }),
    );
    const late = await person('vic', true);
    expect(late.of('hello').at(-1)?.hello.locked).toEqual(['shape:n2']);
    await lock(tokens.fay, ['shape:n2'], false);
  });

  it("tells Weft's client once per update, which goes on, and closes a stock one with the code; what else they did stays", async () => {
    const fay = await person('fay');
    fay.records.set('shape:n3', note('yellow'));
    const [own, stock] = [await person('pat', true), await person('pat')];
    for (const { records } of [own, stock]) await soon(() => expect(records.has('shape:n3')).toBe(true));
    await lock(tokens.fay, ['shape:n3']);
    own.doc.transact(() => {
      own.records.get('shape:n3')?.set('props.color', 'red');
      own.records.set('shape:own', note('blue'));
    });
    await soon(() => expect(fay.records.has('shape:own')).toBe(true));
    expect(own.of('rejected').map(({ rejected }) => rejected)).toEqual([
      { code: 'locked', message: expect.stringContaining('locked') as string, items: ['shape:n3'] },
    ]);
    own.records.get('shape:own')?.set('props.color', 'green');
    await soon(() => expect(fay.records.get('shape:own')?.get('props.color')).toBe('green'));
    stock.doc.transact(() => {
      stock.records.set('shape:stock', note('blue'));
      stock.records.delete('shape:n3');
    });
    expect(await stock.closed).toBe(closeCodeOf('locked'));
    await soon(() => expect(fay.records.has('shape:stock')).toBe(true));
    expect(fay.records.get('shape:n3')?.get('props.color')).toBe('yellow');
    const metrics = await (await fetch(`${origin}/metrics`)).text();
    expect(metrics).toMatch(/weft_refusals_total\{code="locked"\} 2/);
  });
});
