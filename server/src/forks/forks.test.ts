import { closeCodeOf, type Board, type Contributions, type Origin } from '@weft/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { IMAGES } from '../assets/imageBytes.testkit.ts';
import { newNote } from '../history/boardServer.testkit.ts';
import { lineOf, startWeft, type TestWeft } from '../parts/wholeApp.testkit.ts';
import { soon } from '../soon.testkit.ts';

let weft: TestWeft;
beforeAll(async () => {
  weft = await startWeft();
});
afterAll(() => weft.stop());

type Record = { readonly type?: string; readonly props?: { readonly src?: string } };
type At = { records: { [id: string]: Record } };

/** A note by each of two, and an image; and the time before the second note. */
async function boardOfTwo() {
  const table = await weft.table('Ann', 'Ben');
  await table.edit('Ann', (records) => void records.set('shape:a', newNote('Ann was here')));
  const asset = await weft.app.inject({
    method: 'POST',
    url: `/api/boards/${table.boardId}/assets`,
    headers: { authorization: `Bearer ${table.tokens.Ann}`, 'content-type': 'image/png' },
    payload: IMAGES['image/png'],
  });
  const { url } = asset.json<{ url: string }>();
  await table.edit('Ann', (records) => {
    const props = { name: 'p', src: url, w: 10, h: 10, mimeType: 'image/png', isAnimated: false };
    const fields = Object.entries(props).map(([key, value]) => [`props.${key}`, value] as const);
    records.set('asset:p', new Y.Map<unknown>([['type', 'image'], ...fields]));
  });
  const between = Date.now() + weft.clock.ahead;
  weft.clock.ahead += 1_000;
  await table.edit('Ben', (records) => {
    records.set('shape:b', newNote('Ben came later', [300, 0]));
    lineOf(records, 'shape:a').insert(0, 'Indeed: ');
  });
  const at = async (name: 'Ann' | 'Ben', boardId: string, t: number) =>
    (await table.call<At>(name, 'GET', `/api/boards/${boardId}/history/at?t=${t}`)).body.records;
  const fork = async (name: 'Ann' | 'Ben', body: object) => (await table.call<Board>(name, 'POST', '/fork', body)).body;
  return { ...table, between, url, at, fork };
}

const END = 8_000_000_000_000;

describe('A fork', () => {
  it('is a board of the caller’s own that begins as the other was at the time, its images on it as well', async () => {
    const { boardId, between, url, at, fork, call } = await boardOfTwo();
    const board = await fork('Ben', { at: between, title: 'Another way' });
    expect(board).toMatchObject({ title: 'Another way', role: 'facilitator', peopleCount: 1 });
    const [then, now] = [await at('Ben', boardId, between), await at('Ben', board.id, END)];
    const own = url.replace(boardId, board.id);
    const { ['asset:p']: asset, ...others } = now;
    const { ['asset:p']: sourceAsset, ...sourceOthers } = then;
    expect(others).toEqual(sourceOthers);
    expect(asset).toEqual({ ...sourceAsset, props: { ...sourceAsset?.props, src: own } });
    expect(Object.keys(now)).toContain('shape:a');
    expect(Object.keys(now)).not.toContain('shape:b');
    expect((await call('Ben', 'GET', own)).status).toBe(200);
    expect((await call('Ann', 'GET', own)).body.code).toBe('not_member');
  });

  it('begins as the board is now where no time is named, under its title, and goes on by itself', async () => {
    const { boardId, at, fork, edit } = await boardOfTwo();
    const before = await at('Ben', boardId, END);
    const board = await fork('Ben', {});
    expect(board.title).toBe('A bench');
    await edit('Ann', (records) => records.delete('shape:b'));
    expect(Object.keys(await at('Ben', board.id, END)).toSorted()).toEqual(Object.keys(before).toSorted());
  });

  it('[A5] makes its maker the author of nothing that it began with', async () => {
    const { call, fork } = await boardOfTwo();
    const board = await fork('Ben', {});
    const told = async () => (await call<Contributions>('Ben', 'GET', `/api/boards/${board.id}/contributions`)).body;
    const { items, contributions, people } = await told();
    expect(contributions).toEqual([]);
    expect(new Map(items.map(({ id, startedBy, people: own }) => [id, { startedBy, own }]))).toEqual(
      new Map(['shape:a', 'shape:b'].map((id) => [id, { startedBy: null, own: [] }])),
    );
    expect(people.map(({ name }) => name)).toEqual(['Ben']);
  });

  it('is written on by nobody under a clientID of the other board', async () => {
    const { connect, connectTo, fork } = await boardOfTwo();
    const source = await connect('Ben');
    const [clientId] = [...source.doc.store.clients.keys()];
    const board = await fork('Ben', {});
    const { doc, closed } = await connectTo('Ben', board.id);
    await soon(() => expect(doc.getMap('records').has('shape:a')).toBe(true));
    const forger = new Y.Doc();
    Y.applyUpdate(forger, Y.encodeStateAsUpdate(doc));
    forger.clientID = clientId as number;
    forger.getMap('records').set('shape:c', newNote('forged'));
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(forger));
    expect(await closed).toBe(closeCodeOf('foreign_client_id'));
  });

  it('says where it comes from to who may see that board, and to others only that it is of another', async () => {
    const { boardId, between, call, fork } = await boardOfTwo();
    const board = await fork('Ben', { at: between });
    const originFor = async (name: 'Ann' | 'Ben') =>
      (await call<{ origin: Origin }>(name, 'GET', `/api/boards/${board.id}/origin`)).body.origin;
    expect(await originFor('Ben')).toEqual({ kind: 'board', board: { id: boardId, title: 'A bench', at: between } });
    expect((await call<{ origin: Origin }>('Ben', 'GET', '/origin')).body.origin).toBeNull();
    await call('Ben', 'POST', '/leave', {});
    expect(await originFor('Ben')).toEqual({ kind: 'board', board: null });
  });

  it('is refused for a time outside of the board’s life, and to who is not on it; nothing is made then', async () => {
    const { between, call } = await boardOfTwo();
    const other = await weft.table('Eve');
    const count = async () => (await call<{ boards: Board[] }>('Ben', 'GET', '/api/boards')).body.boards.length;
    const before = await count();
    for (const at of [between - 3_600_000, Date.now() + weft.clock.ahead + 3_600_000]) {
      const refused = await call('Ben', 'POST', '/fork', { at });
      expect([refused.status, refused.body.code]).toEqual([422, 'time_outside_board']);
    }
    const { boardId } = await boardOfTwo();
    expect((await other.call('Eve', 'POST', `/api/boards/${boardId}/fork`, {})).body.code).toBe('not_member');
    expect(await count()).toBe(before);
  });

  it('can be deleted and brought back like any board', async () => {
    const { call, fork } = await boardOfTwo();
    const board = await fork('Ben', {});
    expect((await call('Ben', 'DELETE', `/api/boards/${board.id}`)).status).toBe(200);
    expect((await call('Ben', 'POST', `/api/boards/${board.id}/undelete`)).status).toBe(200);
    expect((await call<Board>('Ben', 'GET', `/api/boards/${board.id}`)).body.title).toBe('A bench');
  });
});
