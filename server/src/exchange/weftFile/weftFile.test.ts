import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { openTail, packSegment, type SealedEntry } from '@weft/history/sealing';
import {
  SOMEONE,
  type Board,
  type Contributions,
  type ErrorCode,
  type Imported,
  type Intent,
  type Moments,
  type Origin,
} from '@weft/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IMAGES } from '../../assets/imageBytes.testkit.ts';
import { newNote } from '../../history/boardServer.testkit.ts';
import { zstdCodec } from '../../log/zstdCodec.ts';
import { lineOf, startWeft, type TestWeft } from '../../parts/wholeApp.testkit.ts';
import { unpackTar } from './unpackTar.ts';
import { END } from './weftFormat.ts';

let weft: TestWeft;
let elsewhere: TestWeft;
beforeAll(async () => {
  [weft, elsewhere] = await Promise.all([startWeft(), startWeft()]);
});
afterAll(async () => {
  await Promise.all([weft.stop(), elsewhere.stop()]);
});

/** Ann leads, Benedikta builds on her note and undoes something; an image, a lock, a statement that nobody reads. */
async function workshop() {
  const table = await weft.table('Ann', 'Benedikta');
  const { edit, call } = table;
  await edit('Ann', (records) => void records.set('shape:a', newNote('Ann was here')));
  const buildOn: Intent = { kind: 'build-on', sources: ['shape:a'] };
  await edit('Benedikta', (records) => void records.set('shape:b', newNote('and then I', [300, 0])), buildOn);
  await edit('Benedikta', (records) => lineOf(records, 'shape:a').insert(0, 'Indeed, as everybody knows, '));
  await edit('Ann', (records) => void records.set('shape:c', newNote('gone again', [600, 0])));
  await edit('Ann', (records) => records.delete('shape:c'));
  await weft.app.inject({
    method: 'POST',
    url: `/api/boards/${table.boardId}/assets`,
    headers: { authorization: `Bearer ${table.tokens.Ann}`, 'content-type': 'image/png' },
    payload: IMAGES['image/png'],
  });
  await call('Ann', 'POST', '/locks', { items: ['shape:a'], locked: true });
  const reflection = { kind: 'reflection', prompt: 'try', words: 'nobody reads this', itemId: null };
  await call('Benedikta', 'POST', '/me/statements', reflection);
  const takeOut = async (): Promise<Buffer> => {
    const answer = await weft.app.inject({
      method: 'GET',
      url: `/api/boards/${table.boardId}/export?format=weft`,
      headers: { authorization: `Bearer ${table.tokens.Ann}` },
    });
    expect(answer.statusCode).toBe(200);
    return answer.rawPayload;
  };
  return { ...table, takeOut };
}

async function bringIn(on: TestWeft, token: string, file: Uint8Array) {
  return await on.app.inject({
    method: 'POST',
    url: '/api/boards/import?name=a.weft',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(file),
  });
}

const read = async <T>(on: TestWeft, token: string, path: string) => {
  const answer = await on.app.inject({ method: 'GET', url: path, headers: { authorization: `Bearer ${token}` } });
  expect(answer.statusCode, path).toBe(200);
  return answer.json<T>();
};

/** What is told of a board's making, with people by their names. */
async function makingOf(on: TestWeft, token: string, boardId: string) {
  const told = await read<Contributions>(on, token, `/api/boards/${boardId}/contributions`);
  const nameOf = (id: string | null) => told.people.find((person) => person.id === id)?.name ?? null;
  const items = told.items.map((item) => ({
    ...item,
    startedBy: nameOf(item.startedBy),
    people: item.people.map((one) => ({ ...one, personId: nameOf(one.personId) })),
  }));
  const contributions = told.contributions.map(({ size: _size, ...one }) => ({
    ...one,
    personId: nameOf(one.personId),
  }));
  return { items, contributions, colors: new Map(told.people.map(({ name, color }) => [name, color])) };
}

/** The moments of a board, each with who marked it by name. */
async function momentsOn(on: TestWeft, token: string, id: string) {
  const { people, moments } = await read<Moments>(on, token, `/api/boards/${id}/moments`);
  return moments.map(({ title, note, at, personId, id: momentId }) => ({
    told: [title, note, at, people.find((person) => person.id === personId)?.name],
    momentId,
  }));
}

/** What is written in the entries of a file. */
function textOfLog(files: ReadonlyMap<string, Uint8Array>): string {
  const parts = [...files].filter(([name]) => name.startsWith('log/'));
  return parts
    .flatMap(([, bytes]) => {
      const opened = openTail(bytes, zstdCodec);
      if (!opened.ok) throw new Error(opened.damage);
      return opened.value.map(({ payload }) => Buffer.from(payload).toString('latin1'));
    })
    .join('\n');
}

/** A tar of these files, with an end that is true of them unless another is given. */
async function fileOf(
  files: ReadonlyMap<string, Uint8Array>,
  change: (end: { [key: string]: unknown }) => void = () => undefined,
) {
  const end = JSON.parse(Buffer.from(files.get(END) as Uint8Array).toString()) as { [key: string]: unknown };
  end['files'] = [...files]
    .filter(([name]) => name !== END)
    .map(([name, bytes]) => ({ name, sha256: createHash('sha256').update(bytes).digest('hex') }));
  change(end);
  const tar = pack();
  for (const [name, bytes] of files) {
    tar.entry({ name }, name === END ? JSON.stringify(end) : Buffer.from(bytes));
  }
  tar.finalize();
  return await buffer(tar);
}

describe('A board taken to another Weft', () => {
  it('is the same at every time, made by the same people, who are known there by name and cannot be on it', async () => {
    const { boardId, tokens, takeOut } = await workshop();
    const zed = await elsewhere.table('Zed');
    const answer = await bringIn(elsewhere, zed.tokens.Zed, await takeOut());
    expect(answer.statusCode, answer.body).toBe(201);
    const { board, imported, leftOut } = answer.json<Imported>();
    expect([board.title, board.role, imported, leftOut]).toEqual([
      'A bench',
      'facilitator',
      { format: 'weft', items: 2, images: 1 },
      [],
    ]);
    const before = await makingOf(weft, tokens.Ann, boardId);
    const after = await makingOf(elsewhere, zed.tokens.Zed, board.id);
    expect(after.items).toEqual(before.items);
    expect(after.contributions).toEqual(before.contributions);
    for (const name of ['Ann', 'Benedikta']) expect(after.colors.get(name)).toBe(before.colors.get(name));
    const { entries } = await read<{ entries: { at: number }[] }>(weft, tokens.Ann, `/api/boards/${boardId}/history`);
    for (const { at } of [{ at: (entries[0]?.at ?? 0) - 1 }, ...entries]) {
      const [here, there] = await Promise.all([
        read(weft, tokens.Ann, `/api/boards/${boardId}/history/at?t=${at}`),
        read(elsewhere, zed.tokens.Zed, `/api/boards/${board.id}/history/at?t=${at}`),
      ]);
      expect(there).toEqual(here);
    }
    const { people } = await read<{ people: { name: string }[] }>(
      elsewhere,
      zed.tokens.Zed,
      `/api/boards/${board.id}/people`,
    );
    expect(people.map(({ name }) => name)).toEqual(['Zed']);
    const { origin } = await read<{ origin: Origin }>(elsewhere, zed.tokens.Zed, `/api/boards/${board.id}/origin`);
    expect(origin).toEqual({ kind: 'file', at: expect.any(Number) as number });
  });

  it('[I10] comes from a file that an earlier Weft wrote, which has no moments, with everything else', async () => {
    // As it left the last Weft without them: the workshop above.
    const file = await readFile(new URL('fixtures/before-moments.weft', import.meta.url));
    const zed = await elsewhere.table('Zed');
    const answer = await bringIn(elsewhere, zed.tokens.Zed, file);
    expect(answer.statusCode, answer.body).toBe(201);
    const { board, imported, leftOut } = answer.json<Imported>();
    expect([board.title, imported, leftOut]).toEqual(['A bench', { format: 'weft', items: 2, images: 1 }, []]);
    expect(await momentsOn(elsewhere, zed.tokens.Zed, board.id)).toEqual([]);
    const { items, contributions } = await makingOf(elsewhere, zed.tokens.Zed, board.id);
    expect(Object.fromEntries(items.map(({ id, startedBy }) => [id, startedBy]))).toEqual({
      'shape:a': 'Ann',
      'shape:b': 'Benedikta',
    });
    expect(contributions.filter(({ kind }) => kind === 'built on').map(({ personId }) => personId)).toEqual([
      'Benedikta',
    ]);
    const records = await read<{ records: object }>(
      elsewhere,
      zed.tokens.Zed,
      `/api/boards/${board.id}/history/at?t=${Date.now()}`,
    );
    expect(JSON.stringify(records)).toContain('Indeed, as everybody knows, Ann was here');
  });

  it('has its moments there, with their words and by whom they were marked, and no answers', async () => {
    const { boardId, call, tokens, takeOut } = await workshop();
    await call('Benedikta', 'POST', '/moments', { title: 'The bench begins to move', note: 'and we laughed' });
    await call('Ann', 'POST', '/moments', { title: 'We paused' });
    const before = await momentsOn(weft, tokens.Ann, boardId);
    const [first] = before;
    await call('Benedikta', 'POST', `/moments/${first?.momentId}/answers`, {
      question: 'What?',
      words: 'I was afraid',
    });
    const zed = await elsewhere.table('Zed');
    const file = await takeOut();
    expect(file.toString('latin1')).not.toContain('I was afraid');
    const { board } = (await bringIn(elsewhere, zed.tokens.Zed, file)).json<Imported>();
    const after = await momentsOn(elsewhere, zed.tokens.Zed, board.id);
    expect(after.map(({ told }) => told)).toEqual(before.map(({ told }) => told));
    expect(after.map(({ told }) => told[3])).toEqual(['Benedikta', 'Ann']);
    // The log of the new board speaks of them by what they are called there.
    const again = await elsewhere.app.inject({
      method: 'GET',
      url: `/api/boards/${board.id}/export?format=weft`,
      headers: { authorization: `Bearer ${zed.tokens.Zed}` },
    });
    const log = textOfLog(await unpackTar(again.rawPayload));
    for (const { momentId } of after) expect(log).toContain(momentId);
    for (const { momentId } of before) expect(log).not.toContain(momentId);
  });

  it('[D1] keeps a moment of somebody who hid as someone’s', async () => {
    const { call, takeOut } = await workshop();
    await call('Benedikta', 'POST', '/moments', { title: 'Mine alone' });
    await call('Benedikta', 'PUT', '/me/choices', { hidden: true });
    const zed = await elsewhere.table('Zed');
    const { board } = (await bringIn(elsewhere, zed.tokens.Zed, await takeOut())).json<Imported>();
    const { moments } = await read<Moments>(elsewhere, zed.tokens.Zed, `/api/boards/${board.id}/moments`);
    expect(moments.map(({ title, personId }) => [title, personId])).toEqual([['Mine alone', SOMEONE]]);
  });

  it('goes on: its locks hold, and what is added there is told with what was', async () => {
    const { takeOut } = await workshop();
    const zed = await elsewhere.table('Zed');
    const { board } = (await bringIn(elsewhere, zed.tokens.Zed, await takeOut())).json<Imported>();
    const { doc, provider } = await zed.connectTo('Zed', board.id);
    expect([...doc.getMap('records').keys()]).toContain('shape:b');
    provider.destroy();
    const again = await elsewhere.app.inject({
      method: 'GET',
      url: `/api/boards/${board.id}/export?format=weft`,
      headers: { authorization: `Bearer ${zed.tokens.Zed}` },
    });
    const third = (await bringIn(elsewhere, zed.tokens.Zed, again.rawPayload)).json<Imported>();
    const [one, other] = await Promise.all([
      makingOf(elsewhere, zed.tokens.Zed, board.id),
      makingOf(elsewhere, zed.tokens.Zed, third.board.id),
    ]);
    expect(other).toEqual(one);
  });

  it('knows whoever brings it in where it is the Weft that it came from, and nobody else again', async () => {
    const { people, tokens, takeOut } = await workshop();
    const { board } = (await bringIn(weft, tokens.Ann, await takeOut())).json<Imported>();
    const told = await read<Contributions>(weft, tokens.Ann, `/api/boards/${board.id}/contributions`);
    const idOf = (name: string) => told.people.find((person) => person.name === name)?.id;
    expect(idOf('Ann')).toBe(people.Ann.id);
    expect(idOf('Benedikta')).not.toBe(people.Benedikta.id);
    const refused = await weft.app.inject({
      method: 'GET',
      url: `/api/boards/${board.id}`,
      headers: { authorization: `Bearer ${tokens.Benedikta}` },
    });
    expect(refused.json<{ code: string }>().code).toBe('not_member');
  });
});

describe('A weft file', () => {
  it('is written for facilitators alone', async () => {
    const { call } = await workshop();
    const refused = await call('Benedikta', 'GET', '/export?format=weft');
    expect([refused.status, refused.body.code]).toEqual([403, 'not_facilitator']);
  });

  it('[D1] names nobody who hid, holds nothing that is theirs alone, no connection and no way in', async () => {
    const { call, people, takeOut } = await workshop();
    const textOf = async () => {
      const files = await unpackTar(await takeOut());
      const parts = [...files].map(([name, bytes]) => {
        if (!name.startsWith('log/')) return Buffer.from(bytes).toString('latin1');
        const opened = openTail(bytes, zstdCodec);
        if (!opened.ok) throw new Error(opened.damage);
        expect(new Set(opened.value.map(({ connectionId }) => connectionId))).toEqual(new Set(['']));
        return opened.value.map(({ payload }) => Buffer.from(payload).toString('latin1')).join('\n');
      });
      return parts.join('\n');
    };
    expect(await textOf()).toContain('Benedikta');
    expect(await textOf()).not.toContain('nobody reads this');
    await call('Benedikta', 'PUT', '/me/choices', { hidden: true });
    const hidden = await textOf();
    expect(hidden).not.toContain('Benedikta');
    expect(hidden).not.toContain(people.Benedikta.id);
    await call('Benedikta', 'PUT', '/me/choices', { hidden: false });
    await call('Ann', 'PUT', '/display', { display: 'off' });
    expect(await textOf()).not.toContain('Benedikta');
  });

  it('[D1] gives the board nobody back who was someone in it', async () => {
    const { call, takeOut } = await workshop();
    await call('Benedikta', 'PUT', '/me/choices', { hidden: true });
    const zed = await elsewhere.table('Zed');
    const { board } = (await bringIn(elsewhere, zed.tokens.Zed, await takeOut())).json<Imported>();
    const told = await read<Contributions>(elsewhere, zed.tokens.Zed, `/api/boards/${board.id}/contributions`);
    expect(told.items.find(({ id }) => id === 'shape:b')?.startedBy).toBe(SOMEONE);
  });

  it('is refused with what is wrong when it is cut off, turned, forged or of another time; nothing is made then', async () => {
    const { takeOut, tokens } = await workshop();
    const good = await takeOut();
    const files = await unpackTar(good);
    const boards = async () => (await read<{ boards: Board[] }>(weft, tokens.Ann, '/api/boards')).boards.length;
    const before = await boards();
    const without = (name: string) => new Map([...files].filter(([one]) => one !== name));
    const log = [...files.keys()].find((name) => name.startsWith('log/')) as string;
    const opened = openTail(files.get(log) as Uint8Array, zstdCodec);
    if (!opened.ok) throw new Error(opened.damage);
    const { value: entries } = opened;
    const withLog = async (change: (entry: SealedEntry) => SealedEntry) =>
      await fileOf(new Map([...files, [log, packSegment(entries.map(change), zstdCodec).bytes]]));
    const last = entries.findLast(({ kind }) => kind === 'update')?.seq;
    const begin = JSON.parse(Buffer.from(files.get('weft.json') as Uint8Array).toString()) as object;
    const withDisplay = async (times: readonly number[]) => {
      const display = times.map((since) => ({ display: 'off', since }));
      return await fileOf(new Map([...files, ['weft.json', Buffer.from(JSON.stringify({ ...begin, display }))]]));
    };
    const turned = Buffer.from(good);
    const middle = good.indexOf(Buffer.from('WSEG')) + 60;
    turned[middle] = (turned[middle] as number) ^ 1;
    const hostile: readonly (readonly [string, Uint8Array, ErrorCode])[] = [
      ['cut off in its end', good.subarray(0, good.length - 2_000), 'import_broken'],
      ['cut off after the first file', good.subarray(0, 1_024), 'import_broken'],
      ['with a byte turned', turned, 'import_broken'],
      ['without a part of its log', await fileOf(without(log)), 'import_broken'],
      [
        'with a file too many',
        await fileOf(
          new Map([['weft.json', files.get('weft.json') as Uint8Array], ['../x', Buffer.from('x')], ...files]),
        ),
        'import_broken',
      ],
      [
        'of another version',
        await fileOf(new Map([...files, ['weft.json', Buffer.from(JSON.stringify({ ...begin, format: 2 }))]])),
        'import_too_new',
      ],
      ['with people who are none', await fileOf(files, (end) => void (end['people'] = [{ id: 7 }])), 'import_broken'],
      [
        'with a moment of nobody in it',
        await fileOf(files, (end) => {
          end['moments'] = [{ id: 'm', at: 0, title: 'a', note: '', author: 99, markedAt: 0 }];
        }),
        'import_broken',
      ],
      [
        'with a moment before its beginning',
        await fileOf(files, (end) => {
          end['moments'] = [{ id: 'm', at: 5, title: 'a', note: '', author: 1, markedAt: 5 }];
        }),
        'import_broken',
      ],
      ['that showed people in two ways at once', await withDisplay([5, 5]), 'import_broken'],
      ['that shows people otherwise at a time to come', await withDisplay([9e15]), 'import_broken'],
      ['of authors who are not in it', await fileOf(files, (end) => void (end['people'] = [])), 'import_broken'],
      ['of a time to come', await withLog((entry) => ({ ...entry, at: entry.at + 1e12 })), 'import_broken'],
      [
        'with a change that waits for another',
        await withLog((entry) =>
          entry.seq === last ? { ...entry, payload: Uint8Array.of(1, 1, 5, 9, 0, 3, 0) } : entry,
        ),
        'import_broken',
      ],
      [
        'with an event that is none',
        await withLog((entry) => (entry.seq === 1 ? { ...entry, payload: Buffer.from('{') } : entry)),
        'import_broken',
      ],
    ];
    for (const [what, bytes, code] of hostile) {
      const answer = await bringIn(weft, tokens.Ann, bytes);
      expect([what, answer.json<{ code: string }>().code]).toEqual([what, code]);
    }
    for (let cut = 0; cut < good.length; cut += Math.ceil(good.length / 12)) {
      const answer = await bringIn(weft, tokens.Ann, good.subarray(0, cut));
      expect([415, 422]).toContain(answer.statusCode);
    }
    expect(await boards()).toBe(before);
  });
});
