import type { SignedIn } from '@weft/protocol';
import { describe, expect, test } from 'vitest';
import { expectRefused, SHARE_URL, startTestServer, type TestServer } from './testServer.testkit.ts';

async function makeRecovery(
  { call }: TestServer,
  who: SignedIn,
  boardId: string,
): Promise<{ id: string; token: string }> {
  const answer = await call('POST', `/api/boards/${boardId}/recovery`, { token: who.token });
  expect(answer.statusCode).toBe(201);
  const { id, url } = answer.json<{ id: string; url: string }>();
  expect(url.startsWith(`${SHARE_URL}/recover/`)).toBe(true);
  return { id, token: url.split('/').at(-1) as string };
}

describe('a recovery link', () => {
  test('signs its holder in as the same person, again and again, and its use is seen', async () => {
    const server = await startTestServer();
    const { call, guest, board, clock } = server;
    const ada = await guest('Ada');
    const { id } = await board(ada);
    const recovery = await makeRecovery(server, ada, id);
    const createdAt = clock.now;
    for (let device = 0; device < 2; device += 1) {
      clock.now += 1000;
      const answer = await call('POST', '/api/recover', { body: { token: recovery.token } });
      expect(answer.json()).toEqual({ person: ada.person, token: expect.any(String), boardId: id });
      const cookie = String(answer.headers['set-cookie']).split(';')[0] as string;
      expect((await call('GET', `/api/boards/${id}`, { headers: { cookie } })).json()).toMatchObject({
        role: 'facilitator',
      });
    }
    const listed = await call('GET', `/api/boards/${id}/recovery`, { token: ada.token });
    expect(listed.json()).toEqual({ links: [{ id: recovery.id, createdAt, usedAt: clock.now }] });
  });

  test('once withdrawn it is handover_invalid', async () => {
    const server = await startTestServer();
    const { call, guest, board } = server;
    const ada = await guest('Ada');
    const { id } = await board(ada);
    const recovery = await makeRecovery(server, ada, id);
    const withdraw = () => call('DELETE', `/api/boards/${id}/recovery/${recovery.id}`, { token: ada.token });
    expect((await withdraw()).statusCode).toBe(204);
    expectRefused(await withdraw(), 404, 'link_invalid');
    expectRefused(await call('POST', '/api/recover', { body: { token: recovery.token } }), 410, 'handover_invalid');
  });

  test('is told once: only its hash is stored', async () => {
    const server = await startTestServer();
    const ada = await server.guest('Ada');
    const { id } = await server.board(ada);
    const { token } = await makeRecovery(server, ada, id);
    expect(JSON.stringify(await server.db.selectFrom('recoveries').selectAll().execute())).not.toContain(token);
  });

  test('is for facilitators, and each sees and withdraws only their own', async () => {
    const server = await startTestServer();
    const { call, guest, board, member } = server;
    const ada = await guest('Ada');
    const { id } = await board(ada);
    const { id: adas } = await makeRecovery(server, ada, id);
    const grace = await member('Grace', ada, id, 'participant');
    expectRefused(await call('POST', `/api/boards/${id}/recovery`, { token: grace.token }), 403, 'not_facilitator');
    const mary = await member('Mary', ada, id, 'facilitator');
    expect((await call('GET', `/api/boards/${id}/recovery`, { token: mary.token })).json()).toEqual({ links: [] });
    const withdrawn = await call('DELETE', `/api/boards/${id}/recovery/${adas}`, { token: mary.token });
    expectRefused(withdrawn, 404, 'link_invalid');
  });

  test('there are at most twenty a board and person', async () => {
    const server = await startTestServer();
    const ada = await server.guest('Ada');
    const { id } = await server.board(ada);
    for (let count = 0; count < 20; count += 1) await makeRecovery(server, ada, id);
    expectRefused(await server.call('POST', `/api/boards/${id}/recovery`, { token: ada.token }), 429, 'rate_limited');
  });

  test('wrong tokens are counted: after twenty a minute it is too_many_guesses', async () => {
    const { call } = await startTestServer();
    const guess = () => call('POST', '/api/recover', { body: { token: 'wrong' } });
    for (let count = 0; count < 20; count += 1) expectRefused(await guess(), 410, 'handover_invalid');
    expectRefused(await guess(), 429, 'too_many_guesses');
  });
});
