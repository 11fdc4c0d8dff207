import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS, type Board, type Contributions, type Imported, type SignedIn } from '@weft/protocol';
import { buildApp, type WeftApp } from '../app.ts';
import { IMAGES, SVG } from '../assets/imageBytes.testkit.ts';
import { readConfig } from '../config.ts';
import { expectRefused } from '../membership/testServer.testkit.ts';

let folder: string;
let weft: WeftApp;
let ada: SignedIn;
let eve: SignedIn;

const ask = async (method: 'GET' | 'POST', url: string, who?: SignedIn, body?: Buffer | string | object) =>
  await weft.app.inject({
    method,
    url,
    headers: {
      ...(who === undefined ? {} : { authorization: `Bearer ${who.token}` }),
      ...(Buffer.isBuffer(body) ? { 'content-type': 'application/octet-stream' } : {}),
    },
    ...(body === undefined ? {} : { payload: body }),
  });
const guest = async (name: string) => (await ask('POST', '/api/guests', undefined, { name })).json<SignedIn>();
const send = (text: string | Buffer, name = '', who: SignedIn | undefined = ada) =>
  ask('POST', `/api/boards/import${name === '' ? '' : `?name=${encodeURIComponent(name)}`}`, who, Buffer.from(text));
const bringIn = async (text: string | Buffer, name?: string): Promise<Imported> => {
  const answer = await send(text, name);
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json<Imported>();
};
const takeOut = async (boardId: string, format: string) => {
  const answer = await ask('GET', `/api/boards/${boardId}/export?format=${format}`, ada);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer;
};
const recordsOf = async (boardId: string) => {
  const answer = await ask('GET', `/api/boards/${boardId}/history/at?t=${Date.now() + 60_000}`, ada);
  return Object.values(answer.json<{ records: Record<string, Record<string, unknown>> }>().records);
};
const typesOf = async (boardId: string) =>
  (await recordsOf(boardId)).map(({ typeName, type }) => JSON.stringify([typeName, type])).toSorted();
const boardsOf = async (who: SignedIn) => (await ask('GET', '/api/boards', who)).json<{ boards: Board[] }>().boards;

const dataUrl = (mime: string, bytes: Buffer) => `data:${mime};base64,${bytes.toString('base64')}`;

/** An Excalidraw file that shows these pictures, with one shape and something that Weft has nothing like. */
const drawing = (...pictures: string[]) =>
  JSON.stringify({
    type: 'excalidraw',
    version: 2,
    elements: [
      { id: 'box', type: 'rectangle', x: 0, y: 0, width: 100, height: 80 },
      { id: 'page', type: 'embeddable', x: 0, y: 0, width: 9, height: 9 },
      ...pictures.map((_, i) => ({
        id: `i${i}`,
        type: 'image',
        fileId: `f${i}`,
        x: i * 50,
        y: 200,
        width: 40,
        height: 40,
      })),
    ],
    files: Object.fromEntries(pictures.map((dataURL, i) => [`f${i}`, { id: `f${i}`, mimeType: 'image/png', dataURL }])),
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weft-exchange-'));
  const config = readConfig({ HOST: '127.0.0.1', DATA_DIR: folder, LOG_LEVEL: 'silent', RATE_LIMITS: 'off' });
  const limits = {
    ...LIMITS,
    maxImportBytes: 200_000,
    maxAssetBytes: 20_000,
    maxImportedImages: 5,
    maxExportedImageBytes: 100,
  };
  weft = await buildApp({ ...config, limits });
  ada = await guest('Ada');
  eve = await guest('Eve');
});
afterAll(async () => {
  await weft.stop();
  rmSync(folder, { recursive: true });
});

describe('bringing in a file', () => {
  it('makes a board of the one who brought it, logged as theirs and as brought in', async () => {
    const { board, imported, leftOut } = await bringIn('- Ask Ada\n- Ask Ben\n', 'Ideas for spring.txt');
    expect(board).toMatchObject({ title: 'Ideas for spring', role: 'facilitator' });
    expect([imported, leftOut]).toEqual([{ format: 'text', items: 2, images: 0 }, []]);
    expect((await recordsOf(board.id)).filter(({ typeName }) => typeName === 'shape')).toHaveLength(2);
    const parts = (await ask('GET', `/api/boards/${board.id}/contributions`, ada)).json<Contributions>();
    const broughtIn = parts.contributions.filter(({ kind }) => kind === 'brought in');
    expect(broughtIn.map(({ personId }) => personId)).toEqual([ada.person.id, ada.person.id]);
    expectRefused(await ask('GET', `/api/boards/${board.id}`, eve), 403, 'not_member');
  });

  it('tells what was left out', async () => {
    const { imported, leftOut } = await bringIn(drawing());
    expect(imported).toEqual({ format: 'excalidraw', items: 1, images: 0 });
    expect(leftOut).toEqual([{ what: 'embeddable', count: 1, reason: 'not_supported' }]);
  });

  it('keeps its pictures as images of the board, and makes drawings safe', async () => {
    const { board, imported } = await bringIn(
      drawing(dataUrl('image/png', IMAGES['image/png']), dataUrl('image/svg+xml', SVG)),
    );
    expect(imported).toEqual({ format: 'excalidraw', items: 3, images: 2 });
    const assets = (await recordsOf(board.id)).filter(({ typeName }) => typeName === 'asset') as {
      props: { src: string; mimeType: string };
    }[];
    const kept = await Promise.all(assets.map(({ props }) => ask('GET', props.src, ada)));
    expect(kept.map(({ headers }) => String(headers['content-type'])).toSorted()).toEqual([
      'image/png',
      'image/svg+xml',
    ]);
    for (const answer of kept) expect(answer.body).not.toContain('alert');
  });

  it('leaves out hostile, foreign, large and too many pictures, and says which', async () => {
    const png = dataUrl('image/png', IMAGES['image/png']);
    const hostile = dataUrl('image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><rect>'));
    const page = dataUrl('image/png', Buffer.from('<html><script>alert(1)</script>'));
    const large = dataUrl('image/png', Buffer.alloc(20_001));
    const { leftOut, imported } = await bringIn(
      drawing(hostile, page, large, 'https://example.org/p.png', 'data:image/png,%', png, png),
    );
    expect(imported.images).toBe(1);
    expect(Object.fromEntries(leftOut.map(({ reason, count }) => [reason, count]))).toEqual({
      not_supported: 1,
      image_unsafe: 1,
      image_unsupported: 2,
      image_too_large: 1,
      image_elsewhere: 1,
      too_many: 1,
    });
  });

  it('refuses what cannot be brought in, each with its own code, and makes no board', async () => {
    const before = (await boardsOf(ada)).length;
    expectRefused(await send(IMAGES['image/png']), 415, 'import_unsupported');
    expectRefused(await send('{"tldrawFileFormatVersion":1,"schema":'), 422, 'import_broken');
    expectRefused(await send('{"tldrawFileFormatVersion":7}'), 422, 'import_too_new');
    expectRefused(await send('{"document":{"version":15.5,"pages":{}}}'), 422, 'import_too_old');
    const many = JSON.stringify({ type: 'excalidraw', elements: Array.from({ length: 20_001 }, () => ({})) });
    expectRefused(await send(many), 413, 'import_too_large');
    expectRefused(await send(' \n'), 422, 'import_empty');
    expectRefused(await ask('POST', '/api/boards/import', ada), 422, 'import_empty');
    expectRefused(await send('x'.repeat(200_001)), 413, 'payload_too_large');
    expectRefused(await ask('POST', '/api/boards/import', undefined, Buffer.from('a')), 401, 'not_signed_in');
    expect(await boardsOf(ada)).toHaveLength(before);
  });

  it('reads tables of spreadsheets in the encodings that they use', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('text\tcolor\nGrüße\tred\n', 'utf16le')]);
    const windows = Buffer.from('text;color\nGr\xfc\xdfe;red\n', 'latin1');
    for (const bytes of [utf16, windows]) {
      const { board } = await bringIn(bytes, 'x.csv');
      expect((await takeOut(board.id, 'csv')).body).toContain(',note,Grüße,0,0,200,200,red,');
    }
  });

  it('[property] any bytes are brought in or refused, and nothing breaks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (bytes) => {
        expect([201, 415, 422]).toContain((await send(Buffer.from(bytes))).statusCode);
      }),
      { numRuns: 25 },
    );
    expect((await weft.app.inject('/ready')).statusCode).toBe(200);
  });
});

describe('taking a board out', () => {
  it.each(['json', 'tldr'])('%s with its pictures inside comes in again as the same board', async (format) => {
    const { board } = await bringIn(drawing(dataUrl('image/png', IMAGES['image/png'])), 'Täfel "1".excalidraw');
    const file = await takeOut(board.id, format);
    expect(file.headers['content-disposition']).toMatch(
      /^attachment; filename="T_fel 1\.(weft\.json|tldr)"; filename\*=UTF-8''T%C3%A4fel%201/,
    );
    expect(file.body).toContain('data:image/png;base64,');
    const again = await bringIn(file.body, 'again.json');
    expect(again).toMatchObject({ imported: { format, items: 2, images: 1 }, leftOut: [] });
    expect(await typesOf(again.board.id)).toEqual(await typesOf(board.id));
    expect(again.board.title).toBe(format === 'json' ? board.title : 'again');
  });

  it('a table says who started what', async () => {
    const { board } = await bringIn('One\nTwo');
    const table = await takeOut(board.id, 'csv');
    expect(table.headers['content-type']).toMatch(/^text\/csv/);
    const [header, ...rows] = table.body.trim().split('\r\n');
    expect(header).toBe('id,type,text,x,y,w,h,color,frame,page,started by');
    expect(rows.map((row) => row.split(',').slice(1, 3).concat(row.split(',').slice(-1)))).toEqual([
      ['note', 'One', 'Ada'],
      ['note', 'Two', 'Ada'],
    ]);
  });

  it('pictures beyond the limit keep their address', async () => {
    const { board } = await bringIn(
      drawing(dataUrl('image/png', IMAGES['image/png']), dataUrl('image/jpeg', IMAGES['image/jpeg'])),
    );
    const { body } = await takeOut(board.id, 'json');
    expect(body.match(/data:image/g)).toHaveLength(1);
    expect(body.match(/"src":"\/api\/boards/g)).toHaveLength(1);
  });

  it('is for members, in formats that there are', async () => {
    const { board } = await bringIn('One');
    const url = `/api/boards/${board.id}/export`;
    expectRefused(await ask('GET', url, eve), 403, 'not_member');
    expectRefused(await ask('GET', url), 401, 'not_signed_in');
    expectRefused(await ask('GET', `${url}?format=docx`, ada), 400, 'bad_request');
    expectRefused(await ask('GET', '/api/boards/nowhere/export', ada), 404, 'board_not_found');
    expect((await ask('GET', url, ada)).json()).toMatchObject({ format: 'weft-board', version: 1 });
  });
});
