import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { LightMyRequestResponse } from 'fastify';
import { describe, expect, it } from 'vitest';
import { openSegment, openTail, type SealedEntry } from '@weft/history/sealing';
import { openTrack } from '@weft/history';
import { HistoryPeopleSchema, HistorySchema } from '@weft/protocol';
import { zstdCodec } from '../log/zstdCodec.ts';
import { BOARD, startBoardServer, type BoardServer } from './boardServer.testkit.ts';

const LOG = `/api/boards/${BOARD}/history`;

/** Ann and Ben put notes on the board by turns; what there was then is sealed. */
async function sealedBoard(notes = 6): Promise<BoardServer> {
  const server = await startBoardServer(['Ann', 'Ben']);
  for (let i = 0; i < notes; i++) server.board.addNote(i % 2 === 0 ? 'Ann' : 'Ben', `shape:${i}`, `note ${i}`);
  await server.stored.seal();
  return server;
}

const listOf = async ({ get }: BoardServer, query = '') =>
  HistorySchema.parse((await get(`${LOG}?limit=1${query}`, 'Ann')).json());

function opened(entries: ReturnType<typeof openTail>): readonly SealedEntry[] {
  if (!entries.ok) throw new Error(entries.damage);
  return entries.value;
}

const sealedIn = ({ rawPayload: bytes }: LightMyRequestResponse, hash: string): readonly SealedEntry[] =>
  opened(openSegment({ bytes, hash }, zstdCodec));

/** What stands in the place of authors in what is sent. */
async function lanes({ get }: BoardServer): Promise<readonly number[]> {
  const { rawPayload } = await get(`${LOG}/tail?after=2`, 'Ann');
  return opened(openTail(rawPayload, zstdCodec)).map(({ author }) => author);
}

describe('GET /api/boards/:id/history/segments/:seq', () => {
  it('hands out, by their SHA-256 and for good, segments that together with the tail are the whole log', async () => {
    const server = await sealedBoard();
    server.board.addNote('Ann', 'shape:late', 'late');
    const { segments, end } = await listOf(server);
    expect(segments.length).toBeGreaterThan(1);
    const entries: SealedEntry[] = [];
    for (const { seq, hash, bytes } of segments) {
      const answer = await server.get(`${LOG}/segments/${seq}?h=${hash}`, 'Ben');
      expect(answer.headers['cache-control']).toBe('private, max-age=31536000, immutable');
      expect(createHash('sha256').update(answer.rawPayload).digest('hex')).toBe(hash);
      expect(answer.rawPayload).toHaveLength(bytes);
      entries.push(...sealedIn(answer, hash));
    }
    const tail = await server.get(`${LOG}/tail?after=${entries.length}`, 'Ben');
    expect(tail.headers['cache-control']).toBe('private, no-store');
    entries.push(...opened(openTail(tail.rawPayload, zstdCodec)));
    const what = server.board.entries.map(({ seq, at, kind, payload }) => [
      seq,
      at,
      kind,
      kind === 'update' && payload,
    ]);
    expect(entries.map(({ seq, at, kind, payload }) => [seq, at, kind, kind === 'update' && payload])).toEqual(what);
    expect(end).toEqual({ seq: entries.length, at: server.board.now });
  });

  it('lists only what ends after the entry that is named, with its times', async () => {
    const server = await sealedBoard();
    const { segments } = await listOf(server);
    const [first, second] = segments;
    expect((await listOf(server, `&after=${first?.last}`)).segments).toEqual(segments.slice(1));
    expect([second?.from, second?.to]).toEqual([
      server.board.entries[(second?.seq ?? 0) - 1]?.at,
      server.board.entries[(second?.last ?? 0) - 1]?.at,
    ]);
  });

  it('has no such piece under another hash or number, and says so to be asked for the list again', async () => {
    const { get } = await sealedBoard();
    for (const path of ['segments/1?h=0', 'segments/2', 'segments/999', 'keyframes/3', 'keyframes/3?h=0']) {
      expect([path, (await get(`${LOG}/${path}`, 'Ann')).json()]).toMatchObject([
        path,
        { code: 'history_piece_not_found' },
      ]);
    }
    expect((await get(`${LOG}/segments/1`, 'Ann')).headers['cache-control']).toBe('private, no-store');
    expect((await get(`${LOG}/tail?after=8`, 'Ann')).statusCode).toBe(204);
  });

  it('names a damaged piece and hands nothing of it on; the others are still there', async () => {
    const server = await sealedBoard();
    const db = new DatabaseSync(server.logFile);
    db.exec("UPDATE segments SET bytes = x'00' WHERE first = 1");
    db.close();
    const { segments } = await listOf(server, '&after=3');
    const damaged = await server.get(`${LOG}/segments/1`, 'Ann');
    expect([damaged.statusCode, damaged.json<{ code: string }>().code]).toEqual([500, 'history_damaged']);
    const next = segments.at(-1);
    expect((await server.get(`${LOG}/segments/${next?.seq}?h=${next?.hash}`, 'Ann')).statusCode).toBe(200);
  });

  it('refuses a tail by a list from before something was erased, and gives it by the list of today', async () => {
    const server = await sealedBoard();
    const { generation } = await listOf(server);
    expect((await server.get(`${LOG}/tail?after=2&generation=${generation}`, 'Ann')).statusCode).toBe(200);
    const outdated = await server.get(`${LOG}/tail?after=2&generation=another`, 'Ann');
    expect([outdated.statusCode, outdated.json<{ code: string }>().code]).toEqual([409, 'history_rewritten']);
  });

  it('hands out tracks like every other piece', async () => {
    const server = await sealedBoard();
    const { tracks } = await listOf(server);
    const [track] = tracks;
    const answer = await server.get(`${LOG}/tracks/${track?.seq}?h=${track?.hash}`, 'Ben');
    expect(answer.headers['cache-control']).toBe('private, max-age=31536000, immutable');
    expect(answer.rawPayload).toHaveLength(track?.bytes as number);
    expect(openTrack({ bytes: answer.rawPayload, hash: track?.hash as string }, zstdCodec).ok).toBe(true);
    const other = await server.get(`${LOG}/tracks/1`, 'Ben');
    expect(other.json()).toMatchObject({ code: 'history_piece_not_found' });
  });

  it('is for members', async () => {
    const { get } = await sealedBoard();
    for (const path of ['segments/1', 'keyframes/1', 'tracks/0', 'tail?after=0', 'people']) {
      expect([path, (await get(`${LOG}/${path}`, 'Eve')).json()]).toMatchObject([path, { code: 'not_member' }]);
      expect([path, (await get(`${LOG}/${path}`)).json()]).toMatchObject([path, { code: 'not_signed_in' }]);
    }
  });
});

describe('[H6] who did what', () => {
  it('is in no segment and no tail: neither who, nor through which connection, nor what events say', async () => {
    const server = await sealedBoard();
    for (const { seq, hash } of (await listOf(server)).segments) {
      for (const { connectionId, kind, payload } of sealedIn(await server.get(`${LOG}/segments/${seq}`, 'Ben'), hash)) {
        expect([connectionId, kind === 'event' && payload.length > 0]).toEqual(['', false]);
      }
    }
    const tail = opened(openTail((await server.get(`${LOG}/tail?after=0`, 'Ben')).rawPayload, zstdCodec));
    expect(tail.some(({ kind, payload }) => kind === 'event' && payload.length > 0)).toBe(false);
  });

  it('follows from what they wrote alone: pages of two people and two pages of one person look alike', async () => {
    const [two, one] = [await startBoardServer(['Ann', 'Ben']), await startBoardServer(['Ann', 'Ben'])];
    for (const [server, second] of [
      [two, 'Ben'],
      [one, 'Ann'],
    ] as const) {
      for (const [i, name] of ['Ann', second, 'Ann', second].entries()) {
        const payload = new Uint8Array([1, 1, i % 2, 0, 0, 0, 0, i]);
        server.board.append(name, 'update', payload);
      }
    }
    expect(await lanes(two)).toEqual([0, 1, 0, 1]);
    expect(await lanes(one)).toEqual(await lanes(two));
  });
});

describe('GET /api/boards/:id/history/people', () => {
  it('tells who did the entries, run by run, as far as each is told', async () => {
    const { board, get } = await startBoardServer(['Ann', 'Ben', 'Cleo', 'Dee']);
    for (const name of ['Ann', 'Ann', 'Ben', 'Cleo', 'Ben']) board.addNote(name, `shape:${board.now}`, 'note');
    const told = async (query = '', name = 'Ann') =>
      HistoryPeopleSchema.parse((await get(`${LOG}/people${query}`, name)).json());
    expect(await told()).toMatchObject({
      last: 7,
      people: [{ name: 'Ann' }, { name: 'Ben' }, { name: 'Cleo' }],
      runs: [
        [2, -1],
        [2, 0],
        [1, 1],
        [1, 2],
        [1, 1],
      ],
    });
    // Two people who hide are one.
    board.hidden.add('ben').add('cleo');
    expect(await told()).toMatchObject({
      people: [{ name: 'Ann' }, { id: 'someone' }],
      runs: [
        [2, -1],
        [2, 0],
        [3, 1],
      ],
    });
    expect((await told('', 'Ben')).people).toMatchObject([{ name: 'Ann' }, { name: 'Ben' }, { id: 'someone' }]);
    expect(await told('?after=4&limit=1')).toMatchObject({ last: 5, runs: [[1, 0]], people: [{ id: 'someone' }] });
    expect(await told('?after=7')).toEqual({ last: 7, runs: [], people: [] });
  });
});
