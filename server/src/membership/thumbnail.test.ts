import { seedBoard } from '@weft/board-model';
import { describe, expect, test } from 'vitest';
import { Doc, encodeStateAsUpdate } from 'yjs';
import { expectRefused, startTestServer } from './testServer.testkit.ts';

async function startBoard() {
  const server = await startTestServer();
  const doc = new Doc();
  seedBoard(doc);
  server.live.update = { seq: 3, update: encodeStateAsUpdate(doc) };
  const { token, person } = await server.guest('Ada');
  const { id } = await server.board({ token, person });
  const get = (etag?: string) =>
    server.call('GET', `/api/boards/${id}/thumbnail.svg?v=1`, {
      token,
      headers: etag === undefined ? {} : { 'if-none-match': etag },
    });
  return { ...server, id, get };
}

describe('the small picture of a board', () => {
  test('is an SVG of the board as it is, under a sandbox', async () => {
    const { get } = await startBoard();
    const answer = await get();
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toMatch(/^<svg [\s\S]*<\/svg>\s*$/);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/svg+xml',
      'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'; style-src 'unsafe-inline'/),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      etag: '"3"',
    });
  });

  test('is drawn once for everybody who looks at a board that does not change', async () => {
    const { get, live } = await startBoard();
    const answers = await Promise.all([get(), get(), get('"3"')]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 304]);
    expect(live.statesRead).toBe(1);
  });

  test('is drawn anew when the board has changed', async () => {
    const { get, live, membership, id, clock } = await startBoard();
    await get();
    live.update = { ...live.update, seq: 4 };
    await membership.touched(id, clock.now + 1);
    expect((await get()).headers['etag']).toBe('"4"');
    expect(live.statesRead).toBe(2);
  });

  test('a board that cannot be read is storage_failed, and asked for again the next time', async () => {
    const { get, live } = await startBoard();
    live.failing = true;
    expectRefused(await get(), 503, 'storage_failed');
    live.failing = false;
    expect((await get()).statusCode).toBe(200);
  });
});
