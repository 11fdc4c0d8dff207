import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  decodeServerMessage,
  encodeIntent,
  MESSAGE,
  type Board,
  type Intent,
  type Link,
  type OfflineWork,
  type Person,
  type Role,
  type SignedIn,
} from '@weft/protocol';
import { expect } from 'vitest';
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { buildApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { soon } from '../soon.testkit.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Records = Y.Map<Y.Map<unknown>>;

const WEFT_MESSAGES = [MESSAGE.hello, MESSAGE.saved, MESSAGE.roster, MESSAGE.rejected, MESSAGE.event];

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly text: string;
}

/** The whole server as it runs, on a free loopback port, with a clock that can be put forward. */
export async function startWeft() {
  const folder = mkdtempSync(join(tmpdir(), 'weft-parts-'));
  const clock = { ahead: 0 };
  const config = readConfig({ HOST: '127.0.0.1', DATA_DIR: folder, LOG_LEVEL: 'silent' });
  const weft = await buildApp(config, () => Date.now() + clock.ahead);
  await weft.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = weft.app.server.address() as AddressInfo;
  const providers: WebsocketProvider[] = [];

  const ask = async <T>(token: string, method: Method, url: string, payload?: object): Promise<Answer<T>> => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await weft.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
    const isJson = String(answer.headers['content-type']).includes('json');
    return { status: answer.statusCode, body: isJson ? answer.json<T>() : (null as T), text: answer.body };
  };

  /** Somebody on a board by Weft's protocol, with all that the server said to them. */
  const connect = async (token: string, boardId: string) => {
    const doc = new Y.Doc();
    const frames: Uint8Array[] = [];
    const provider = new WebsocketProvider(`ws://127.0.0.1:${port}/sync`, boardId, doc, {
      params: { token, weft: '1' },
      disableBc: true,
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    });
    for (const type of WEFT_MESSAGES) {
      provider.messageHandlers[type] = (_encoder, decoder) => void frames.push(decoder.arr.slice());
    }
    providers.push(provider);
    const closed = new Promise<number>((resolve) => provider.on('closed', ({ code }) => resolve(code)));
    await soon(() => expect(provider.synced).toBe(true));
    return { doc, provider, frames, closed };
  };

  /** A board on which the first is the facilitator and the others take part; every name is a new person. */
  const table = async <Name extends string>(...names: readonly [Name, ...Name[]]) => {
    const people = {} as Record<Name, Person>;
    const tokens = {} as Record<Name, string>;
    for (const name of names) {
      const { body } = await ask<SignedIn>('', 'POST', '/api/guests', { name });
      [people[name], tokens[name]] = [body.person, body.token];
    }
    const maker = tokens[names[0]];
    const boardId = (await ask<Board>(maker, 'POST', '/api/boards', { title: 'A bench' })).body.id;
    const call = async <T = { code: string }>(name: Name, method: Method, path: string, payload?: object) =>
      await ask<T>(tokens[name], method, path.startsWith('/api/') ? path : `/api/boards/${boardId}${path}`, payload);
    const comeIn = async (name: Name, role: Role = 'participant'): Promise<void> => {
      const { code } = (await ask<Link>(maker, 'POST', `/api/boards/${boardId}/links`, { role })).body;
      expect((await call(name, 'POST', '/api/join', { code })).status).toBe(200);
    };
    for (const name of names.slice(1)) await comeIn(name);
    /** Somebody new comes to the board. */
    const arrive = async (name: string, role: Role = 'participant') => {
      const guest = (await ask<SignedIn>('', 'POST', '/api/guests', { name })).body;
      const { code } = (await ask<Link>(maker, 'POST', `/api/boards/${boardId}/links`, { role })).body;
      expect((await ask(guest.token, 'POST', '/api/join', { code })).status).toBe(200);
      const own = async <T = { code: string }>(method: Method, path: string, payload?: object) =>
        await ask<T>(guest.token, method, `/api/boards/${boardId}${path}`, payload);
      return { person: guest.person, call: own };
    };
    return {
      boardId,
      people,
      tokens,
      call,
      comeIn,
      arrive,
      connect: (name: Name) => connect(tokens[name], boardId),
      /** The same on another board. */
      connectTo: (name: Name, other: string) => connect(tokens[name], other),
      /** One change by somebody, durable when this resolves. */
      edit: async (name: Name, change: (records: Records) => void, intent?: Intent | OfflineWork): Promise<void> => {
        clock.ahead += 1_000;
        const { doc, provider, frames } = await connect(tokens[name], boardId);
        await soon(() => expect(savedFrames(frames)).toBe(2));
        if (intent !== undefined) provider.ws?.send(encodeIntent(intent));
        doc.transact(() => change(doc.getMap('records')));
        await soon(() => expect(savedFrames(frames)).toBe(3));
        provider.destroy();
        clock.ahead += 1_000;
      },
    };
  };

  return {
    app: weft.app,
    folder,
    clock,
    table,
    stop: async (): Promise<void> => {
      for (const provider of providers) provider.destroy();
      await weft.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

export type TestWeft = Awaited<ReturnType<typeof startWeft>>;

const savedFrames = (frames: readonly Uint8Array[]): number =>
  Math.max(
    0,
    ...frames.map(decodeServerMessage).map((message) => (message?.type === 'saved' ? message.saved.frames : 0)),
  );

/** The first line of a note's text. */
export function lineOf(records: Records, id: string): Y.XmlText {
  const fragment = records.get(id)?.get('text') as Y.XmlFragment;
  return (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText;
}
