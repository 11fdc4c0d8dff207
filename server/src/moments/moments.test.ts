import {
  LIMITS,
  LookBackNewsSchema,
  SOMEONE,
  type Answer,
  type Answers,
  type Deletion,
  type LookBackNews,
  type Moment,
  type Moments,
  type PersonRecord,
} from '@weft/protocol';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newNote } from '../history/boardServer.testkit.ts';
import { startWeft, type TestWeft } from '../parts/wholeApp.testkit.ts';
import { soon } from '../soon.testkit.ts';

let weft: TestWeft;
beforeAll(async () => {
  weft = await startWeft();
});
afterAll(() => weft.stop());

async function bench() {
  const table = await weft.table('Ann', 'Ben', 'Vic');
  await table.edit('Ann', (records) => void records.set('shape:a', newNote('a bench')));
  return table;
}
const titles = ({ moments }: Moments): string[] => moments.map(({ title }) => title);

/** A hundred at once: each waits for the disk. */
async function manyTimes(count: number, what: () => Promise<unknown>): Promise<void> {
  for (let done = 0; done < count; done += 100) {
    await Promise.all(Array.from({ length: Math.min(100, count - done) }, what));
  }
}

describe('moments', () => {
  it('are marked live or afterwards by anybody, also by who only looks, and told in the order of their times', async () => {
    const { call, comeIn, people } = await bench();
    await comeIn('Vic', 'viewer');
    const now = (await call<Moment>('Ann', 'POST', '/moments', { title: 'The bench moves' })).body;
    const { status, body } = await call<Moment>('Vic', 'POST', '/moments', {
      title: '  A first\u202e thought ',
      note: 'before anybody drew',
      at: now.at - 500,
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ title: 'A first thought', note: 'before anybody drew', personId: people.Vic.id });
    const told = (await call<Moments>('Ben', 'GET', '/moments')).body;
    expect(titles(told)).toEqual(['A first thought', 'The bench moves']);
    expect(told.people.map(({ name }) => name)).toEqual(['Ann', 'Ben', 'Vic']);
  });

  it('[I12] are events of the log, without their words, and heard by whoever is there', async () => {
    const { call, connect } = await bench();
    const { frames } = await connect('Ben');
    const { id } = (await call<Moment>('Ann', 'POST', '/moments', { title: 'only in the table' })).body;
    const heard = (): string => frames.map((frame) => new TextDecoder().decode(frame)).join('\n');
    await soon(() => expect(heard()).toContain(id));
    expect(heard()).not.toContain('only in the table');
  });

  it('lie within the life of their board: else moment_outside', async () => {
    const { call } = await bench();
    for (const at of [0, -1, Date.now() + weft.clock.ahead + 60_000]) {
      const { status, body } = await call('Ann', 'POST', '/moments', { title: 'never', at });
      expect([status, body.code]).toEqual([400, 'moment_outside']);
    }
    for (const bad of [{}, { title: ' ' }, { title: 'x', at: 1.5 }, { title: 'x'.repeat(LIMITS.maxTitleLength + 1) }]) {
      expect((await call('Ann', 'POST', '/moments', bad)).body.code).toBe('bad_request');
    }
    expect(titles((await call<Moments>('Ann', 'GET', '/moments')).body)).toEqual([]);
  });

  it('are changed and taken back by whoever marked them, and by a facilitator', async () => {
    const { call } = await bench();
    const { id } = (await call<Moment>('Ben', 'POST', '/moments', { title: 'first' })).body;
    expect((await call('Vic', 'PATCH', `/moments/${id}`, { title: 'mine' })).body.code).toBe('not_yours');
    expect((await call('Vic', 'DELETE', `/moments/${id}`)).body.code).toBe('not_yours');
    expect((await call<Moment>('Ben', 'PATCH', `/moments/${id}`, { note: 'why' })).body).toMatchObject({
      title: 'first',
      note: 'why',
    });
    expect((await call('Ann', 'DELETE', `/moments/${id}`)).status).toBe(204);
    for (const [method, path] of [
      ['PATCH', `/moments/${id}`],
      ['DELETE', `/moments/${id}`],
      ['GET', `/moments/${id}/answers`],
    ] as const) {
      const { status, body } = await call('Ben', method, path, method === 'PATCH' ? {} : undefined);
      expect([status, body.code]).toEqual([404, 'moment_not_found']);
    }
  });

  it('are as many as a board keeps: then too_many_moments', async () => {
    const { call } = await bench();
    const mark = () => call<Moment>('Ann', 'POST', '/moments', { title: 'again' });
    await manyTimes(LIMITS.maxMomentsPerBoard, mark);
    const refused = await call('Ann', 'POST', '/moments', { title: 'one more' });
    expect([refused.status, refused.body.code]).toEqual([409, 'too_many_moments']);
  });

  it('[D1] name nobody who hides their part, and nobody where the board names nobody', async () => {
    const { call, people } = await bench();
    await call('Ben', 'POST', '/moments', { title: 'a turn' });
    await call('Ben', 'PUT', '/me/choices', { hidden: true });
    const { text, body } = await call<Moments>('Ann', 'GET', '/moments');
    expect(body.moments[0]?.personId).toBe(SOMEONE);
    expect(text).not.toMatch(new RegExp(`${people.Ben.id}|${people.Ben.name}`));
    await call('Ann', 'PUT', '/display', { display: 'off' });
    expect((await call('Vic', 'GET', '/moments')).text).not.toMatch(/Ann|Ben/);
    expect((await call<Moments>('Ben', 'GET', '/moments')).body.moments[0]?.personId).toBe(people.Ben.id);
  });
});

/** A moment, and what people answer and read at it. */
async function asked() {
  const table = await bench();
  const { id } = (await table.call<Moment>('Ann', 'POST', '/moments', { title: 'The bench moves' })).body;
  const path = `/moments/${id}/answers`;
  const answer = async (name: 'Ann' | 'Ben' | 'Vic', words: string, shared = false) =>
    (await table.call<Answer>(name, 'POST', path, { question: 'What changed here?', words, shared })).body;
  const read = async (name: 'Ann' | 'Ben' | 'Vic') =>
    (await table.call<Answers>(name, 'GET', path)).body.answers.map(({ words }) => words);
  return { ...table, path, answer, read };
}

describe('answers at a moment', () => {
  it('are private until they are shared, and can be made private again', async () => {
    const { call, path, answer, read } = await asked();
    const { id } = await answer('Ben', 'we dared to laugh');
    await answer('Ann', 'somebody sat down', true);
    expect(await read('Ben')).toEqual(['we dared to laugh', 'somebody sat down']);
    expect(await read('Ann')).toEqual(['somebody sat down']);
    await call('Ben', 'PATCH', `${path}/${id}`, { shared: true });
    expect(await read('Vic')).toEqual(['we dared to laugh', 'somebody sat down']);
    await call('Ben', 'PATCH', `${path}/${id}`, { shared: false, words: 'less' });
    expect(await read('Vic')).toEqual(['somebody sat down']);
  });

  it('are changed and taken back at their own moment alone: by way of another board, answer_not_found', async () => {
    const { answer, read, tokens, call } = await asked();
    const { id } = await answer('Ben', 'we dared to laugh');
    const elsewhere = await call<{ id: string }>('Ben', 'POST', '/fork', {});
    const board = `/api/boards/${elsewhere.body.id}`;
    const asBen = async (method: 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object) =>
      await weft.app.inject({
        method,
        url: `${board}${path}`,
        headers: { authorization: `Bearer ${tokens.Ben}` },
        ...(payload === undefined ? {} : { payload }),
      });
    const own = (await asBen('POST', '/moments', { title: 'elsewhere' })).json<Moment>().id;
    for (const [method, body] of [
      ['PATCH', { shared: true }],
      ['DELETE', undefined],
    ] as const) {
      const refused = await asBen(method, `/moments/${own}/answers/${id}`, body);
      expect(refused.json<{ code: string }>().code).toBe('answer_not_found');
    }
    expect(await read('Ben')).toEqual(['we dared to laugh']);
    expect(await read('Ann')).toEqual([]);
  });

  it('[D1] that are shared by who hid, or where nobody is shown, are read by nobody, and whoever shares is told so', async () => {
    const { call, path, answer, read } = await asked();
    await answer('Ben', 'we dared to laugh', true);
    const isHeard = async () => (await call<Answers>('Ben', 'GET', path)).body.heard;
    expect(await isHeard()).toBe(true);
    await call('Ben', 'PUT', '/me/choices', { hidden: true });
    expect(await isHeard()).toBe(false);
    expect(await read('Ann')).toEqual([]);
    await call('Ben', 'PUT', '/me/choices', { hidden: false });
    await call('Ann', 'PUT', '/display', { display: 'off' });
    expect(await isHeard()).toBe(false);
    expect(await read('Ben')).toEqual(['we dared to laugh']);
  });

  it("are nobody else's to change or take back, not even a facilitator's: answer_not_found", async () => {
    const { call, path, answer, read } = await asked();
    const { id } = await answer('Ben', 'we dared to laugh', true);
    for (const [method, body] of [
      ['PATCH', { words: 'other' }],
      ['DELETE', undefined],
    ] as const) {
      const refused = await call('Ann', method, `${path}/${id}`, body);
      expect([refused.status, refused.body.code]).toEqual([404, 'answer_not_found']);
    }
    expect((await call('Ben', 'DELETE', `${path}/${id}`)).status).toBe(204);
    expect(await read('Ben')).toEqual([]);
  });

  it('[D1] are not told of who hides, and are gone with who deletes themself', async () => {
    const { call, answer, read } = await asked();
    await answer('Ben', 'we dared to laugh', true);
    await call('Ben', 'PUT', '/me/choices', { hidden: true });
    expect(await read('Ann')).toEqual([]);
    await call('Ben', 'PUT', '/me/choices', { hidden: false });
    expect(await read('Ann')).toEqual(['we dared to laugh']);
    expect((await call('Ben', 'DELETE', '/api/me')).status).toBe(204);
    expect(await read('Ann')).toEqual([]);
  });

  it('are as many as a board keeps of one person: then too_many_answers', async () => {
    const { call, path, answer } = await asked();
    await manyTimes(LIMITS.maxAnswersPerPerson, () => answer('Ben', 'again'));
    const refused = await call('Ben', 'POST', path, { question: 'And now?', words: 'more' });
    expect([refused.status, refused.body.code]).toEqual([409, 'too_many_answers']);
    expect((await answer('Ann', 'mine')).words).toBe('mine');
  });

  it('[D5] are in the record and the export of whoever gave them, private ones as well, and in nobody else’s', async () => {
    const { call, answer } = await asked();
    await answer('Ben', 'we dared to laugh');
    const record = (await call<PersonRecord>('Ben', 'GET', '/api/me/record')).body;
    expect(record.boards[0]).toMatchObject({ moments: 0, answers: 1 });
    expect((await call<PersonRecord>('Ann', 'GET', '/api/me/record')).body.boards[0]).toMatchObject({ moments: 1 });
    for (const path of ['/me/export?format=json', '/api/me/export']) {
      expect((await call('Ben', 'GET', path)).text).toContain('we dared to laugh');
      expect((await call('Ann', 'GET', path)).text).not.toContain('we dared to laugh');
      expect((await call('Ann', 'GET', path)).text).toContain('The bench moves');
    }
    expect((await call<Deletion>('Ben', 'GET', '/api/me/deletion')).body.answers).toBe(1);
  });

  it('go with their moment', async () => {
    const { call, path, answer } = await asked();
    await answer('Ben', 'we dared to laugh', true);
    expect((await call('Ann', 'DELETE', path.replace('/answers', ''))).status).toBe(204);
    expect((await call('Ben', 'GET', path)).body.code).toBe('moment_not_found');
  });
});

const place = (at: number) => ({ at, playing: false, speed: 1, asked: null });

/** Follows as a browser does. */
async function follow(boardId: string, token: string) {
  await weft.app.ready();
  const { port } = weft.app.server.address() as AddressInfo;
  const stopping = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${port}/api/boards/${boardId}/look-back`, {
    headers: { authorization: `Bearer ${token}` },
    signal: stopping.signal,
  });
  const news: LookBackNews[] = [];
  const reading = (async () => {
    let text = '';
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const lines = text.split('\n\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        if (line.startsWith('data: ')) news.push(LookBackNewsSchema.parse(JSON.parse(line.slice(6))));
      }
    }
  })().catch(() => undefined);
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    news,
    reading,
    stop: () => stopping.abort(),
  };
}

describe('looking back together', () => {
  it('shows each follower where it is, whoever leads by the name that they are told, and when it has ended', async () => {
    const { boardId, call, tokens, connect } = await bench();
    const { frames } = await connect('Ben');
    const ben = await follow(boardId, tokens.Ben);
    expect([ben.status, ben.type]).toEqual([200, 'text/event-stream']);
    await soon(() => expect(ben.news).toEqual([{ lookBack: null }]));
    expect((await call('Ann', 'PUT', '/look-back', place(5))).status).toBe(204);
    await soon(() =>
      expect(ben.news.at(-1)?.lookBack).toMatchObject({
        leader: { name: 'Ann' },
        isMine: false,
        following: 1,
        place: { at: 5 },
      }),
    );
    await soon(() => expect(frames.map((f) => new TextDecoder().decode(f)).join()).toContain('look-back'));
    const taken = await call('Ben', 'PUT', '/look-back', place(7));
    expect([taken.status, taken.body.code]).toEqual([409, 'look_back_taken']);
    expect((await call('Ben', 'DELETE', '/look-back')).body.code).toBe('look_back_not_found');
    expect((await call('Ann', 'DELETE', '/look-back')).status).toBe(204);
    await soon(() => expect(ben.news.at(-1)).toEqual({ lookBack: null }));
    ben.stop();
    await ben.reading;
  });

  it('is for members, and refuses a place that is none', async () => {
    const { boardId, call } = await bench();
    const stranger = (await weft.table('Zoe')).tokens.Zoe;
    expect((await follow(boardId, stranger)).status).toBe(403);
    const tooLong = { momentId: 'm'.repeat(1_000), question: 'What changed here?' };
    for (const none of [{ at: 'now' }, place(-5), place(1e300), { ...place(5), asked: tooLong }]) {
      expect((await call('Ann', 'PUT', '/look-back', none)).body.code).toBe('bad_request');
    }
  });

  it('[D1] names whoever leads to nobody once the board names nobody', async () => {
    const { boardId, call, tokens } = await bench();
    await call('Ann', 'PUT', '/look-back', place(5));
    const ben = await follow(boardId, tokens.Ben);
    await soon(() => expect(ben.news.at(-1)?.lookBack?.leader.name).toBe('Ann'));
    await call('Ann', 'PUT', '/display', { display: 'off' });
    weft.clock.ahead += 2_000;
    await call('Ann', 'PUT', '/look-back', place(6));
    await soon(() => expect(ben.news.at(-1)?.lookBack).toMatchObject({ leader: { id: SOMEONE }, place: { at: 6 } }));
    ben.stop();
    await ben.reading;
  });

  it('is heard and led no longer by whoever is taken off the board, and at once led by whoever wants to', async () => {
    const { boardId, call, tokens, people } = await bench();
    await call('Ben', 'PUT', '/look-back', place(5));
    const [ann, ben] = [await follow(boardId, tokens.Ann), await follow(boardId, tokens.Ben)];
    await soon(() => expect(ann.news.at(-1)?.lookBack?.leader.name).toBe('Ben'));
    expect((await call('Ann', 'POST', `/people/${people.Ben.id}/removal`)).status).toBe(204);
    await ben.reading;
    await soon(() => expect(ann.news.at(-1)).toEqual({ lookBack: null }));
    expect((await call('Ann', 'PUT', '/look-back', place(7))).status).toBe(204);
    expect(ben.news.flatMap(({ lookBack }) => lookBack?.place.at ?? [])).not.toContain(7);
    expect((await follow(boardId, tokens.Ben)).status).toBe(403);
    ann.stop();
    await ann.reading;
  });

  it('is heard no longer by anybody once the board is deleted', async () => {
    const { boardId, call, tokens } = await bench();
    const ben = await follow(boardId, tokens.Ben);
    expect((await call('Ann', 'DELETE', '')).status).toBeLessThan(300);
    await ben.reading;
  });
});
