import { createHash } from 'node:crypto';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LIMITS, type Asset, type SignedIn } from '@weft/protocol';
import type { LightMyRequestResponse } from 'fastify';
import { describe, expect, test } from 'vitest';
import { expectRefused, startTestServer, type TestServer } from '../membership/testServer.testkit.ts';
import { IMAGES, SVG } from './imageBytes.testkit.ts';

const PNG = IMAGES['image/png'];

async function startBoard() {
  const server = await startTestServer();
  const ada = await server.guest('Ada');
  const { id } = await server.board(ada);
  return { ...server, ada, id };
}

const upload = ({ call }: TestServer, who: SignedIn, boardId: string, body: Buffer, type = 'image/png') =>
  call('POST', `/api/boards/${boardId}/assets`, { token: who.token, body, headers: { 'content-type': type } });

describe('putting an image on a board', () => {
  test.each(Object.entries(IMAGES))('%s is kept as it is, by its content', async (mime, bytes) => {
    const { ada, id, dataDir, ...server } = await startBoard();
    const answer = await upload({ ...server, dataDir }, ada, id, bytes, 'image/x-whatever');
    expect(answer.statusCode).toBe(201);
    const hash = createHash('sha256').update(bytes).digest('hex');
    expect(answer.json()).toEqual({ id: hash, url: `/api/boards/${id}/assets/${hash}`, mime, bytes: bytes.byteLength });
    const directory = join(dataDir, 'assets', hash.slice(0, 2));
    expect(await readdir(directory)).toEqual([hash.slice(2)]);
    expect(await readFile(join(directory, hash.slice(2)))).toEqual(bytes);
  });

  test('members see it, as what it is, under a sandbox, for good', async () => {
    const { ada, id, ...server } = await startBoard();
    const viewer = await server.member('Grace', ada, id, 'viewer');
    const { url, id: hash } = (await upload(server, ada, id, PNG)).json<Asset>();
    const answer = await server.call('GET', url, { token: viewer.token });
    expect(answer.rawPayload).toEqual(PNG);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(PNG.byteLength),
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/),
      'cache-control': 'private, max-age=31536000, immutable',
      etag: `"${hash}"`,
    });
    const again = await server.call('GET', url, { token: viewer.token, headers: { 'if-none-match': `"${hash}"` } });
    expect(again.statusCode).toBe(304);
  });

  test('the same image twice, on two boards at once, is one file', async () => {
    const { ada, id, ...server } = await startBoard();
    const other = await server.board(ada, 'Other');
    const boards = [id, other.id, id, other.id];
    const answers = await Promise.all(boards.map((boardId) => upload(server, ada, boardId, PNG)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201, 201]);
    expect(await server.db.selectFrom('assets').select('id').execute()).toHaveLength(1);
    expect(await readdir(join(server.dataDir, 'assets'), { recursive: true })).toHaveLength(2);
  });

  test('an SVG is made safe before it is kept', async () => {
    const { ada, id, ...server } = await startBoard();
    const asset = (await upload(server, ada, id, SVG, 'image/png')).json<Asset>();
    expect(asset.mime).toBe('image/svg+xml');
    const answer = await server.call('GET', asset.url, { token: ada.token });
    expect(answer.body).toContain('<rect width="4" height="3"/>');
    expect(answer.body).not.toContain('alert');
    expect(answer.headers['content-type']).toBe('image/svg+xml');
    expect(createHash('sha256').update(answer.rawPayload).digest('hex')).toBe(asset.id);
  });

  test('an SVG that cannot be made safe is asset_unsafe', async () => {
    const { ada, id, ...server } = await startBoard();
    for (const svg of [Buffer.from('<svg><rect>'), Buffer.concat([SVG, Buffer.from([0xff, 0xfe])])]) {
      expectRefused(await upload(server, ada, id, svg, 'image/svg+xml'), 422, 'asset_unsafe');
    }
    expect(await server.db.selectFrom('assets').select('id').execute()).toEqual([]);
  });

  test('whatever is no image is asset_unsupported, under any name', async () => {
    const { ada, id, ...server } = await startBoard();
    for (const type of ['image/png', 'application/json', 'text/html', 'multipart/form-data; boundary=a', 'nonsense']) {
      expectRefused(await upload(server, ada, id, Buffer.from('{"a":1}'), type), 415, 'asset_unsupported');
    }
    const empty = await server.call('POST', `/api/boards/${id}/assets`, { token: ada.token });
    expectRefused(empty, 415, 'asset_unsupported');
  });

  test('more bytes than the limit are payload_too_large', async () => {
    const server = await startTestServer({ limits: { ...LIMITS, maxAssetBytes: PNG.byteLength } });
    const ada = await server.guest('Ada');
    const { id } = await server.board(ada);
    expect((await upload(server, ada, id, PNG)).statusCode).toBe(201);
    expectRefused(await upload(server, ada, id, Buffer.concat([PNG, Buffer.alloc(1)])), 413, 'payload_too_large');
  });

  test('board_images_full: all images of a board have so much room together, and one that is there takes no more', async () => {
    const jpeg = IMAGES['image/jpeg'];
    const maxAssetBytesPerBoard = PNG.byteLength + jpeg.byteLength - 1;
    const server = await startTestServer({ limits: { ...LIMITS, maxAssetBytesPerBoard } });
    const ada = await server.guest('Ada');
    const { id } = await server.board(ada);
    const answers = await Promise.all([upload(server, ada, id, PNG), upload(server, ada, id, jpeg)]);
    const [first, second] = answers.toSorted((a, b) => a.statusCode - b.statusCode);
    expect(first?.statusCode).toBe(201);
    expectRefused(second as LightMyRequestResponse, 413, 'board_images_full');
    const kept = first?.json<Asset>().mime === 'image/png' ? PNG : jpeg;
    expect((await upload(server, ada, id, kept)).statusCode).toBe(201);
    const other = await server.board(ada, 'Other');
    for (const bytes of [PNG, jpeg].filter((image) => image !== kept)) {
      expect((await upload(server, ada, other.id, bytes)).statusCode).toBe(201);
    }
  });

  test('viewers may not: read_only', async () => {
    const { ada, id, ...server } = await startBoard();
    const viewer = await server.member('Grace', ada, id, 'viewer');
    expectRefused(await upload(server, viewer, id, PNG), 403, 'read_only');
  });

  test('others may neither add nor see images', async () => {
    const { ada, id, ...server } = await startBoard();
    const { url } = (await upload(server, ada, id, PNG)).json<Asset>();
    const eve = await server.guest('Eve');
    const { id: evesBoard } = await server.board(eve);
    expectRefused(await upload(server, eve, id, PNG), 403, 'not_member');
    expectRefused(await upload(server, eve, 'nowhere', PNG), 404, 'board_not_found');
    expectRefused(await server.call('GET', url, { token: eve.token }), 403, 'not_member');
    expectRefused(await server.call('GET', url), 401, 'not_signed_in');
    const byHash = await server.call('GET', url.replace(id, evesBoard), { token: eve.token });
    expectRefused(byHash, 404, 'asset_not_found');
    expectRefused(
      await server.call('GET', `/api/boards/${id}/assets/..%2F..%2Fsecret`, { token: ada.token }),
      404,
      'asset_not_found',
    );
    await server.call('DELETE', `/api/boards/${id}`, { token: ada.token });
    expectRefused(await server.call('GET', url, { token: ada.token }), 410, 'board_deleted');
  });

  test('a file that is gone from the disk is storage_failed, and so is a disk that takes nothing', async () => {
    const { ada, id, ...server } = await startBoard();
    const { url } = (await upload(server, ada, id, PNG)).json<Asset>();
    await rm(join(server.dataDir, 'assets'), { recursive: true });
    expectRefused(await server.call('GET', url, { token: ada.token }), 503, 'storage_failed');
    await writeFile(join(server.dataDir, 'assets'), 'in the way');
    expectRefused(await upload(server, ada, id, PNG), 503, 'storage_failed');
  });
});
