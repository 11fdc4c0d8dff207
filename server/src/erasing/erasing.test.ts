import { DatabaseSync } from 'node:sqlite';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTail } from '@weft/history/sealing';
import { closeCodeOf, type Asset, type Erasure } from '@weft/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { IMAGES } from '../assets/imageBytes.testkit.ts';
import { verify } from '../cli/verify.ts';
import { unpackTar } from '../exchange/weftFile/unpackTar.ts';
import { newNote } from '../history/boardServer.testkit.ts';
import { zstdCodec } from '../log/zstdCodec.ts';
import { startWeft, type TestWeft } from '../parts/wholeApp.testkit.ts';

let weft: TestWeft;
beforeAll(async () => {
  weft = await startWeft();
});
afterAll(() => weft.stop());

type Records = Y.Map<Y.Map<unknown>>;

function write(records: Records, id: string, at: number, words: string): void {
  const text = records.get(id)?.get('text') as Y.XmlFragment;
  ((text.get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(at, words);
}

/** Ada and Bo each with a note, Bo's words in Ada's note too, and a sentence of Ada's in Bo's. */
async function workshop() {
  const board = await weft.table('Fay', 'Ada', 'Bo');
  await board.edit('Ada', (records) => void records.set('shape:ada', newNote('ADASECRET alone')));
  await board.edit('Ada', (records) => void records.set('shape:both', newNote('ADABEGAN')));
  await board.edit('Bo', (records) => write(records, 'shape:both', 0, 'BOWROTE '));
  await board.edit('Bo', (records) => void records.set('shape:bo', newNote('BOKEEPS')));
  await board.edit('Ada', (records) => write(records, 'shape:bo', 0, 'ADAADDED '));
  const erase = async (what: object, dryRun: boolean) =>
    await board.call<Erasure>('Fay', 'POST', '/erasures', { what, dryRun });
  return { ...board, erase };
}

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

function unpacked(bytes: Uint8Array): string {
  const opened = openTail(bytes, zstdCodec);
  if (!opened.ok) throw new Error(opened.damage);
  return opened.value.map(({ payload }) => latin(payload)).join('\n');
}

/** All that lies in the log's file and beside it. */
const fileHolds = (words: string): boolean =>
  readdirSync(weft.folder)
    .filter((name) => name.startsWith('log.db'))
    .some((name) => readFileSync(join(weft.folder, name)).includes(words));

const isClean = async (): Promise<string[]> => {
  const said: string[] = [];
  await verify({ dataDir: weft.folder, say: (words) => said.push(words) });
  return said.filter((words) => words.startsWith('✗'));
};

const say = async (board: Awaited<ReturnType<typeof workshop>>, words: string) =>
  await board.call('Ada', 'POST', '/me/statements', { kind: 'beyond', role: 'asked', words, itemId: null });

const boardJson = async (board: Awaited<ReturnType<typeof workshop>>): Promise<string> => {
  const { doc, provider } = await board.connect('Bo');
  const json = JSON.stringify(doc.getMap('records').toJSON());
  provider.destroy();
  return json;
};

describe('erasing a person’s part', () => {
  it('says first what would go and changes nothing by it', async () => {
    const board = await workshop();
    const { status, body } = await board.erase({ personId: board.people.Ada.id }, true);
    expect(status).toBe(200);
    expect(body).toMatchObject({ done: false, items: 1, itemsKept: 2, people: 1 });
    expect(body.characters).toBe('ADASECRET alone'.length + 'ADABEGAN'.length + 'ADAADDED '.length);
    expect(await boardJson(board)).toContain('ADASECRET');
  });

  it('[D1] does not say how much it is where they hid it', async () => {
    const board = await workshop();
    expect((await say(board, 'one')).status).toBe(201);
    expect((await say(board, 'another')).status).toBe(201);
    const part = { personId: board.people.Ada.id };
    expect((await board.erase(part, true)).body).toMatchObject({ counted: true, itemsKept: 2, words: 1 });
    await board.call('Ada', 'PUT', '/me/choices', { hidden: true });
    const some = { counted: false, entries: 1, items: 1, itemsKept: 1, characters: 1, words: 1, images: 0 };
    expect((await board.erase(part, true)).body).toMatchObject(some);
    expect((await board.erase(part, false)).body).toMatchObject({ ...some, done: true });
  });

  it('[I1] takes it out of the document and the log, keeps what others wrote, and leaves a log that replays clean', async () => {
    const board = await workshop();
    expect((await say(board, 'ADASAID')).status).toBe(201);
    const { status, body } = await board.erase({ personId: board.people.Ada.id }, false);
    expect([status, body.done, body.items, body.words]).toEqual([200, true, 1, 1]);
    expect(JSON.stringify((await board.call('Bo', 'GET', '/statements')).body)).not.toContain('ADASAID');
    const json = await boardJson(board);
    expect(json).not.toMatch(/ADA[A-Z]/);
    expect(json).toContain('BOWROTE');
    expect(json).toContain('BOKEEPS');
    expect(await isClean()).toEqual([]);
    const log = new DatabaseSync(join(weft.folder, 'log.db'), { readOnly: true });
    const rows = log
      .prepare(`SELECT count(*) AS count FROM entries JOIN authors ON authors.board = entries.board AND number = author
                WHERE person = ?`)
      .get(board.people.Ada.id);
    log.close();
    expect(rows?.['count']).toBe(0);
    const again = await board.erase({ personId: board.people.Ada.id }, false);
    expect(again.body).toMatchObject({ entries: 0, characters: 0 });
  });

  it('[I1] is seen in every answer: at any time before, in what people contributed, and in the files that are given out', async () => {
    const board = await workshop();
    const answers = async (): Promise<string> => {
      const last = Date.now() + weft.clock.ahead;
      const texts: string[] = [];
      const paths = [
        '/contributions',
        '/lineage',
        '/thumbnail.svg',
        '/export?format=json',
        '/export?format=csv',
        ...[7_000, 5_000, 3_000, 1_000, 0].map((ago) => `/history/at?t=${last - ago}`),
      ];
      for (const path of paths) {
        const { status, text } = await board.call('Bo', 'GET', path);
        if (status !== 404) expect([path, status]).toEqual([path, 200]);
        texts.push(text);
      }
      return texts.join('\n');
    };
    expect(await answers()).toMatch(/ADASECRET/);
    await board.erase({ personId: board.people.Ada.id }, false);
    const after = await answers();
    expect(after).not.toMatch(/ADA(SECRET|BEGAN|ADDED)/);
    expect(after).toContain('BOKEEPS');
    const { body } = await board.call<{ contributions: { personId: string }[] }>('Bo', 'GET', '/contributions');
    expect(body.contributions.map(({ personId }) => personId)).not.toContain(board.people.Ada.id);
  });

  it('is not in a weft file that is taken out afterwards, at any entry of its history', async () => {
    const board = await workshop();
    const inFile = async (): Promise<string> => {
      const answer = await weft.app.inject({
        method: 'GET',
        url: `/api/boards/${board.boardId}/export?format=weft`,
        headers: { authorization: `Bearer ${board.tokens.Fay}` },
      });
      expect(answer.statusCode).toBe(200);
      const files = await unpackTar(answer.rawPayload);
      return [...files].map(([name, bytes]) => (name.startsWith('log/') ? unpacked(bytes) : latin(bytes))).join('\n');
    };
    expect(await inFile()).toMatch(/ADASECRET/);
    await board.erase({ personId: board.people.Ada.id }, false);
    const after = await inFile();
    expect(after).not.toMatch(/ADA(SECRET|BEGAN|ADDED)/);
    expect(after).toContain('BOKEEPS');
  });

  it('goes on from there: who was erased can come back and write again', async () => {
    const board = await workshop();
    await board.erase({ personId: board.people.Ada.id }, false);
    await board.edit('Ada', (records) => void records.set('shape:again', newNote('ADAAGAIN')));
    expect(await boardJson(board)).toContain('ADAAGAIN');
    expect(await isClean()).toEqual([]);
  });

  it('sends everybody away to come back to another generation [I11]', async () => {
    const board = await workshop();
    const generation = (): unknown => {
      const log = new DatabaseSync(join(weft.folder, 'log.db'), { readOnly: true });
      const row = log.prepare('SELECT generation FROM boards WHERE id = ?').get(board.boardId);
      log.close();
      return row?.['generation'];
    };
    const { provider } = await board.connect('Bo');
    const codes: number[] = [];
    provider.on('connection-close', (event) => codes.push(event?.code ?? 0));
    const before = generation();
    await board.erase({ personId: board.people.Ada.id }, false);
    expect(generation()).not.toBe(before);
    await expect.poll(() => codes).toContain(closeCodeOf('board_erased'));
    provider.destroy();
  });
});

const picture = (type: string, props: Record<string, unknown>): Y.Map<unknown> =>
  new Y.Map<unknown>([
    ['typeName', type === 'asset' ? 'asset' : 'shape'],
    ['type', 'image'],
    ...Object.entries(props).map(([key, value]): [string, unknown] => [`props.${key}`, value]),
  ]);

const isThere = ({ id }: Asset): boolean => existsSync(join(weft.folder, 'assets', id.slice(0, 2), id.slice(2)));

async function gallery() {
  const board = await workshop();
  const keep = async (name: 'Ada' | 'Bo', bytes: Buffer): Promise<Asset> => {
    const answer = await weft.app.inject({
      method: 'POST',
      url: `/api/boards/${board.boardId}/assets`,
      headers: { authorization: `Bearer ${board.tokens[name]}`, 'content-type': 'image/png' },
      payload: bytes,
    });
    expect(answer.statusCode).toBe(201);
    return answer.json<Asset>();
  };
  const hang = async (name: 'Ada' | 'Bo', id: string, { url }: Asset): Promise<void> =>
    await board.edit(name, (records) => {
      records.set(`asset:${id}`, picture('asset', { src: url }));
      records.set(`shape:${id}`, picture('image', { assetId: `asset:${id}` }));
    });
  return { ...board, keep, hang };
}

describe('images of what is erased', () => {
  it('[I1] go for good where nothing leads to them any more, at no time of the board', async () => {
    const { keep, hang, ...board } = await gallery();
    const [ofAda, ofBo] = [await keep('Ada', IMAGES['image/png']), await keep('Bo', IMAGES['image/gif'])];
    await hang('Ada', 'ada', ofAda);
    await hang('Bo', 'bo', ofBo);
    // Also what was taken away again is in the history, and goes.
    const before = await keep('Ada', IMAGES['image/webp']);
    await hang('Ada', 'before', before);
    await board.edit('Ada', (records) => records.delete('asset:before'));
    const what = { personId: board.people.Ada.id };
    expect((await board.erase(what, true)).body.images).toBe(2);
    expect([ofAda, before, ofBo].map(isThere)).toEqual([true, true, true]);
    expect((await board.erase(what, false)).body.images).toBe(2);
    expect([ofAda, before, ofBo].map(isThere)).toEqual([false, false, true]);
    expect((await board.call('Fay', 'GET', ofAda.url)).status).toBe(404);
    expect((await board.call('Fay', 'GET', ofBo.url)).status).toBe(200);
    expect(await isClean()).toEqual([]);
  });

  it('stay where somebody else shows them, on this board or on another', async () => {
    const { keep, hang, ...board } = await gallery();
    const [shown, forked] = [await keep('Ada', IMAGES['image/jpeg']), await keep('Ada', IMAGES['image/avif'])];
    await hang('Ada', 'shown', shown);
    await hang('Ada', 'forked', forked);
    await board.edit('Bo', (records) => {
      records.set('shape:copy', picture('image', { assetId: 'asset:shown' }));
    });
    const fork = await board.call<{ id: string }>('Bo', 'POST', '/fork', {});
    expect(fork.status).toBe(201);
    const { body } = await board.erase({ personId: board.people.Ada.id }, false);
    expect(body.images).toBe(1);
    expect([shown, forked].map(isThere)).toEqual([true, true]);
    expect((await board.call('Bo', 'GET', forked.url)).status).toBe(404);
    const there = `/api/boards/${fork.body.id}/assets/${forked.id}`;
    expect((await board.call('Bo', 'GET', there)).status).toBe(200);
  });
});

describe('erasing a stretch of time', () => {
  it('takes what was added in it, whoever did, and nothing else', async () => {
    const board = await weft.table('Fay', 'Ada');
    await board.edit('Ada', (records) => void records.set('shape:before', newNote('STAYSBEFORE')));
    const from = Date.now() + weft.clock.ahead;
    await board.edit('Ada', (records) => void records.set('shape:within', newNote('GOESWITHIN')));
    await board.edit('Fay', (records) => write(records, 'shape:before', 0, 'GOESTOO '));
    const to = Date.now() + weft.clock.ahead;
    await board.edit('Ada', (records) => void records.set('shape:after', newNote('STAYSAFTER')));
    const { body } = await board.call<Erasure>('Fay', 'POST', '/erasures', { what: { from, to }, dryRun: false });
    expect(body).toMatchObject({ done: true, items: 1, itemsKept: 1, people: 2 });
    const { doc } = await board.connect('Ada');
    const json = JSON.stringify(doc.getMap('records').toJSON());
    expect(json).toContain('STAYSBEFORE');
    expect(json).toContain('STAYSAFTER');
    expect(json).not.toContain('GOES');
    expect(fileHolds('GOESWITHIN')).toBe(false);
    expect(await isClean()).toEqual([]);
  });

  it('is for facilitators, and refuses a stretch that ends before it begins', async () => {
    const board = await weft.table('Fay', 'Ada');
    const stretch = { what: { from: 0, to: 1 }, dryRun: true };
    expect((await board.call('Ada', 'POST', '/erasures', stretch)).body.code).toBe('not_facilitator');
    const backwards = { what: { from: 2, to: 1 }, dryRun: true };
    expect((await board.call('Fay', 'POST', '/erasures', backwards)).body.code).toBe('bad_request');
  });
});
