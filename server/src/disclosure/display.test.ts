import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BoardPeopleSchema, BoardSchema, LinkSchema, SignedInSchema, SOMEONE_COLOR } from '@weft/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type WeftApp } from '../app.ts';
import { readConfig } from '../config.ts';

let folder: string;
let weft: WeftApp;
let board: string;
const tokens: Record<string, string> = {};

async function call(name: string, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
  const headers = { authorization: `Bearer ${tokens[name] ?? ''}` };
  const answer = await weft.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  return { status: answer.statusCode, body: answer.json<unknown>(), text: answer.body };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weft-display-'));
  weft = await buildApp(readConfig({ HOST: '127.0.0.1', DATA_DIR: folder, LOG_LEVEL: 'silent' }));
  for (const name of ['Zoe', 'Ben']) {
    const { body } = await call(name, 'POST', '/api/guests', { name });
    tokens[name] = SignedInSchema.parse(body).token;
  }
  board = BoardSchema.parse((await call('Zoe', 'POST', '/api/boards', { title: 'Bench' })).body).id;
  const link = await call('Zoe', 'POST', `/api/boards/${board}/links`, { role: 'participant' });
  await call('Ben', 'POST', '/api/join', { code: LinkSchema.parse(link.body).code });
});
afterAll(async () => {
  await weft.stop();
  rmSync(folder, { recursive: true });
});

describe('How a board shows people', () => {
  it('is by name until a facilitator chooses', async () => {
    expect((await call('Ben', 'GET', `/api/boards/${board}/display`)).body).toEqual({ display: 'names', since: 0 });
    const refused = await call('Ben', 'PUT', `/api/boards/${board}/display`, { display: 'off' });
    expect([refused.status, refused.body]).toMatchObject([403, { code: 'not_facilitator' }]);
  });

  it('is chosen by a facilitator, and obeyed where names would lead to colours', async () => {
    const chosen = await call('Zoe', 'PUT', `/api/boards/${board}/display`, { display: 'colours' });
    expect([chosen.status, chosen.body]).toMatchObject([200, { display: 'colours' }]);
    const { people } = BoardPeopleSchema.parse((await call('Ben', 'GET', `/api/boards/${board}/people`)).body);
    // Zoe came first, and her colour is not told.
    expect(people.map(({ name, color, joinedAt }) => [name, color, joinedAt])).toEqual([
      ['Ben', '#2f4b9b', null],
      ['Zoe', SOMEONE_COLOR, null],
    ]);
    for (const path of ['/api/boards', `/api/boards/${board}`]) {
      expect((await call('Ben', 'GET', path)).text).not.toContain('#b5382a');
    }
    const zoe = people.find(({ name }) => name === 'Zoe')?.id ?? '';
    for (const path of ['history', 'contributions', 'lineage']) {
      const { status, text } = await call('Ben', 'GET', `/api/boards/${board}/${path}`);
      expect(status).toBe(200);
      expect(text).not.toContain(zoe);
    }
  });

  it('keeps what was told by colour from being told by name later', async () => {
    await call('Zoe', 'PUT', `/api/boards/${board}/display`, { display: 'names' });
    const { text } = await call('Ben', 'GET', `/api/boards/${board}/history`);
    expect(text).toContain('"someone"');
  });

  it('changes nothing when it is chosen again', async () => {
    const first = await call('Zoe', 'PUT', `/api/boards/${board}/display`, { display: 'names' });
    const again = await call('Zoe', 'PUT', `/api/boards/${board}/display`, { display: 'names' });
    expect(again.body).toEqual(first.body);
  });
});
