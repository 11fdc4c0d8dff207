import {
  closeCodeOf,
  LIMITS,
  type Board,
  type BoardPeople,
  type Deletion,
  type Frozen,
  type MyPart,
  type Offer,
  type PersonRecord,
  type Statement,
} from '@weft/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newNote } from '../history/boardServer.testkit.ts';
import { lineOf, startWeft, type TestWeft } from './wholeApp.testkit.ts';

let weft: TestWeft;
beforeAll(async () => {
  weft = await startWeft();
});
afterAll(() => weft.stop());

/** Ann facilitates; Ben has a note, said something, reflected, froze his part and made an offer. */
async function busyBoard() {
  const table = await weft.table('Ann', 'Ben', 'Cleo');
  await table.edit('Ann', (records) => void records.set('shape:a', newNote('=1+1 bench')));
  await table.edit('Ben', (records) => {
    records.set('shape:b', newNote('=HYPERLINK("//elsewhere")'));
    lineOf(records, 'shape:a').insert(0, 'what about ');
  });
  const { call } = table;
  await call('Ben', 'POST', '/me/statements', { kind: 'beyond', role: 'asked', words: 'said aloud', itemId: null });
  await call('Ben', 'POST', '/me/statements', {
    kind: 'reflection',
    prompt: 'flow',
    words: 'for me only',
    itemId: null,
  });
  const offer = { itemId: 'shape:b', from: table.people.Ben.id, to: table.people.Cleo.id, reason: 'written for' };
  await call<Offer>('Ben', 'POST', '/offers', offer);
  await call<Frozen>('Ben', 'POST', '/me/frozen');
  return table;
}

describe('Taking my part along', () => {
  it('[D5] holds everything that is kept about me on a board, private reflections as well', async () => {
    const { call, people } = await busyBoard();
    const { status, body } = await call<Record<string, unknown>>('Ben', 'GET', '/me/export');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      format: 'weft-part',
      version: 1,
      part: { started: ['shape:b'], statements: [{ words: 'said aloud' }, { words: 'for me only', shared: false }] },
      frozenParts: [{ part: { started: ['shape:b'], person: { name: 'Ben' } } }],
      offers: [{ from: people.Ben, state: 'open' }],
    });
  });

  it('[D5] holds nothing private of others', async () => {
    const { call } = await busyBoard();
    for (const path of ['/me/export', '/me/export?format=csv', '/api/me/export']) {
      const { status, text } = await call('Ann', 'GET', path);
      expect(status).toBe(200);
      for (const words of ['for me only', 'said aloud', 'written for']) expect(text).not.toContain(words);
    }
  });

  it('is a table with a row for each contribution, in which nothing runs as a formula', async () => {
    const { call } = await busyBoard();
    const { text } = await call('Ben', 'GET', '/me/export?format=csv');
    const part = (await call<MyPart>('Ben', 'GET', '/me')).body;
    const rows = text.trim().split('\r\n');
    expect(rows[0]).toBe('board,item,type,text,kind,from,to,size,offline');
    expect(rows).toHaveLength(part.contributions.length + 1);
    expect(text).toContain(`"'=HYPERLINK(""//elsewhere"")"`);
    expect(text).not.toMatch(/(^|,)"?[=+@]/m);
  });

  it('holds all boards together, those that were left with the words that are kept', async () => {
    const { call, boardId } = await busyBoard();
    const other = (await call<Board>('Ben', 'POST', '/api/boards', { title: 'Mine' })).body.id;
    await call('Ben', 'POST', '/leave', {});
    const { body } = await call<{ boards: unknown[] }>('Ben', 'GET', '/api/me/export');
    expect(body.boards).toMatchObject([
      { part: { board: { id: other } } },
      { board: { id: boardId }, statements: [{ words: 'said aloud' }, { words: 'for me only' }], frozenParts: [{}] },
    ]);
  });
});

describe('All that is kept about me', () => {
  it('is told board by board, with what others see of me', async () => {
    const { call, people, boardId } = await busyBoard();
    const record = async () => (await call<PersonRecord>('Ben', 'GET', '/api/me/record')).body;
    const first = await record();
    expect(first).toMatchObject({ person: { name: 'Ben' }, sessions: 1, more: false });
    expect(first.boards).toMatchObject([
      { board: { id: boardId }, role: 'participant', seenAs: people.Ben, display: 'names', hidden: false },
    ]);
    expect(first.boards[0]).toMatchObject({ statements: 1, reflections: 1, frozen: 1, offers: 1, knownBy: false });
    await call('Ben', 'PUT', '/me/choices', { hidden: true });
    expect((await record()).boards[0]).toMatchObject({ hidden: true, seenAs: { id: 'someone' } });
  });
});

describe('Leaving a board', () => {
  it('ends being a member at once, and what I made stays', async () => {
    const { call, connect } = await busyBoard();
    const { closed } = await connect('Ben');
    expect((await call('Ben', 'POST', '/leave', {})).status).toBe(204);
    expect(await closed).toBe(closeCodeOf('membership_ended'));
    expect((await call('Ben', 'GET', '/me')).body.code).toBe('not_member');
    expect((await call('Ann', 'GET', '/contributions')).text).toContain('"Ben"');
  });

  it('leaves my part mine: I can still hide it and show it again, and choose nothing else', async () => {
    const { call, people, boardId } = await busyBoard();
    await call('Ben', 'POST', '/leave', {});
    const outsider = await weft.table('Eve');
    const notMine = await outsider.call('Eve', 'PUT', `/api/boards/${boardId}/me/choices`, { hidden: true });
    expect(notMine.body.code).toBe('not_member');
    const choose = async (change: object) => (await call('Ben', 'PUT', '/me/choices', change)).status;
    expect(await choose({ knownSentence: 'late words' })).toBe(403);
    expect(await choose({ hidden: true })).toBe(200);
    for (const path of ['/contributions', '/statements']) {
      expect((await call('Ann', 'GET', path)).text).not.toContain(people.Ben.id);
    }
    const seen = async () => (await call<PersonRecord>('Ben', 'GET', '/api/me/record')).body.boards[0];
    expect(await seen()).toMatchObject({ hidden: true, seenAs: { id: 'someone' }, partUntil: null });
    expect(await choose({ hidden: false })).toBe(200);
    expect((await call('Ann', 'GET', '/contributions')).text).toContain('"Ben"');
  });

  it('[D8] asks the last facilitator to name another: last_facilitator', async () => {
    const { call, people } = await busyBoard();
    const refused = await call('Ann', 'POST', '/leave', {});
    expect([refused.status, refused.body.code]).toEqual([409, 'last_facilitator']);
    const nobody = await call('Ann', 'POST', '/leave', { facilitator: 'nobody' });
    expect([nobody.status, nobody.body.code]).toEqual([404, 'person_not_found']);
    expect((await call('Ben', 'POST', '/leave', { facilitator: people.Ben.id })).body.code).toBe('not_facilitator');
    expect((await call('Ann', 'POST', '/leave', { facilitator: people.Cleo.id })).status).toBe(204);
    const { body } = await call<BoardPeople>('Cleo', 'GET', '/people');
    expect(body.people.map(({ name, role }) => [name, role])).toEqual([
      ['Ben', 'participant'],
      ['Cleo', 'facilitator'],
    ]);
  });

  it('is free for the last person on it', async () => {
    const { call } = await weft.table('Ann');
    expect((await call('Ann', 'POST', '/leave', {})).status).toBe(204);
  });
});

describe('Somebody whose part was removed', () => {
  it('[D7] is no member any more, sees by whom, and can take their part along for thirty days', async () => {
    const { call, people, connect } = await busyBoard();
    const { closed } = await connect('Ben');
    expect((await call('Ann', 'POST', `/people/${people.Ben.id}/removal`)).status).toBe(204);
    expect(await closed).toBe(closeCodeOf('membership_ended'));
    const { removed, started } = (await call<MyPart>('Ben', 'GET', '/me')).body;
    expect([removed?.by, started]).toMatchObject([{ id: people.Ann.id, name: 'Ann' }, ['shape:b']]);
    expect((removed?.exportUntil ?? 0) - (removed?.at ?? 0)).toBe(LIMITS.removedExportMs);
    const { boards } = (await call<PersonRecord>('Ben', 'GET', '/api/me/record')).body;
    expect(boards[0]?.partUntil).toBe(removed?.exportUntil);
    const frozen = (await call<MyPart>('Ben', 'GET', '/me')).body.frozen[0]?.id;
    expect((await call<MyPart>('Ben', 'GET', `/me/frozen/${frozen}`)).body.started).toEqual(['shape:b']);
    expect((await call('Ben', 'GET', '/me/export')).text).toContain('for me only');
    for (const path of ['', '/people', '/contributions', '/statements', '/offers']) {
      expect((await call('Ben', 'GET', path)).body.code).toBe('not_member');
    }
    weft.clock.ahead += LIMITS.removedExportMs;
    for (const path of ['/me', '/me/export']) {
      expect((await call('Ben', 'GET', path)).body.code).toBe('not_member');
    }
  });

  it('[D7] reads nothing that came after: no words, no title, no name, no newcomer', async () => {
    const { call, people, comeIn, arrive, edit } = await busyBoard();
    // Ann and Ben share a note, Cleo has a part in it as well.
    await edit('Cleo', (records) => lineOf(records, 'shape:a').insert(0, 'so '));
    await call('Ben', 'POST', '/me/frozen');
    weft.clock.ahead += 1_000;
    expect((await call('Ann', 'POST', `/people/${people.Ben.id}/removal`)).status).toBe(204);
    weft.clock.ahead += 1_000;
    await edit('Ann', (records) => lineOf(records, 'shape:a').insert(0, 'secret plans, '));
    await call('Ann', 'PATCH', '', { title: 'The new name' });
    await call('Cleo', 'PATCH', '/api/me', { name: 'Cleopatra' });
    await arrive('Dora');
    const later = /secret plans|The new name|Cleopatra|Dora/;
    for (const path of ['/me', '/me/export', '/me/export?format=csv', '/api/me/export', '/api/me/record']) {
      const { status, text } = await call('Ben', 'GET', path);
      expect(status).toBe(200);
      expect(text, path).not.toMatch(later);
      expect(text, path).toContain('A bench');
    }
    const part = (await call<MyPart>('Ben', 'GET', '/me')).body;
    expect(part.items.map(({ words }) => words)).toContain('so what about =1+1 bench');
    expect(part.people.map(({ name }) => name)).toEqual(['Ann', 'Ben', 'Cleo']);
    await comeIn('Ben');
    expect((await call('Ben', 'GET', '/me')).text).toMatch(later);
  });

  it('[D7] is told as before where a facilitator takes them off the board and keeps their part', async () => {
    const { call, people } = await busyBoard();
    expect((await call('Ann', 'POST', `/people/${people.Ben.id}/removal`, { part: 'keep' })).status).toBe(204);
    const { removed } = (await call<MyPart>('Ben', 'GET', '/me')).body;
    expect(removed).toMatchObject({ by: { name: 'Ann' }, part: 'keep' });
    expect((await call('Ben', 'GET', '/contributions')).body.code).toBe('not_member');
    expect((await call('Ann', 'GET', '/contributions')).text).toContain('"Ben"');
    expect((await call<BoardPeople>('Ann', 'GET', '/people')).body.people.map(({ name }) => name)).not.toContain('Ben');
  });

  it('[D7] who had left before reads nothing that came between leaving and being removed', async () => {
    const { call, people, edit } = await busyBoard();
    await call('Ben', 'POST', '/leave', {});
    weft.clock.ahead += 1_000;
    await edit('Ann', (records) => lineOf(records, 'shape:a').insert(0, 'secret plans, '));
    await call('Ann', 'POST', `/people/${people.Ben.id}/removal`);
    const { status, text } = await call('Ben', 'GET', '/me');
    expect(status).toBe(200);
    expect(text).not.toContain('secret plans');
  });

  it('was removed by a facilitator, who removes nobody twice, nor themself', async () => {
    const { call, people } = await busyBoard();
    const remove = (name: 'Ann' | 'Cleo', id: string) => call(name, 'POST', `/people/${id}/removal`);
    expect((await remove('Cleo', people.Ben.id)).body.code).toBe('not_facilitator');
    expect((await remove('Ann', people.Ann.id)).body.code).toBe('bad_request');
    expect((await remove('Ann', people.Ben.id)).status).toBe(204);
    const again = await remove('Ann', people.Ben.id);
    expect([again.status, again.body.code]).toEqual([404, 'person_not_found']);
  });

  it('leaves somebody to lead where two facilitators remove each other at once', async () => {
    const { call, people, comeIn } = await weft.table('Ann', 'Ben');
    await comeIn('Ben', 'facilitator');
    const answers = await Promise.all([
      call('Ann', 'POST', `/people/${people.Ben.id}/removal`),
      call('Ben', 'POST', `/people/${people.Ann.id}/removal`),
    ]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
  });

  it('can still be removed after they left', async () => {
    const { call, people } = await busyBoard();
    await call('Ben', 'POST', '/leave', {});
    expect((await call('Ann', 'POST', `/people/${people.Ben.id}/removal`)).status).toBe(204);
    expect((await call<MyPart>('Ben', 'GET', '/me')).body.removed?.by.name).toBe('Ann');
  });
});

describe('Deleting myself', () => {
  it('is shown before: what goes, what stays as someone’s, which boards nobody would lead', async () => {
    const { call, boardId } = await busyBoard();
    const mine = (await call<Board>('Ann', 'POST', '/api/boards', { title: 'Mine alone' })).body.id;
    const { body } = await call<Deletion>('Ann', 'GET', '/api/me/deletion');
    expect(body).toMatchObject({
      boardsDeleted: [{ id: mine }],
      boardsLeft: [{ id: boardId }],
      boardsWithoutFacilitator: [{ id: boardId }],
    });
    const bens = (await call<Deletion>('Ben', 'GET', '/api/me/deletion')).body;
    expect(bens).toMatchObject({ boardsDeleted: [], boardsWithoutFacilitator: [] });
    expect(bens).toMatchObject({ statements: 1, reflections: 1, frozen: 1, offers: 1 });
  });

  it('[D6] ends every session and socket, and leaves no word and no name', async () => {
    const { call, connect } = await busyBoard();
    const { closed } = await connect('Ben');
    const deleted = await call('Ben', 'DELETE', '/api/me');
    expect(deleted.status).toBe(204);
    expect(await closed).toBe(closeCodeOf('membership_ended'));
    expect((await call('Ben', 'GET', '/api/me')).body.code).toBe('token_invalid');
    expect((await call('Ben', 'DELETE', '/api/me')).body.code).toBe('token_invalid');
    expect((await call<{ offers: Offer[] }>('Cleo', 'GET', '/offers')).body.offers).toEqual([]);
  });

  it('[D6] is done once, however often it is asked for at the same time', async () => {
    const { call } = await busyBoard();
    const answers = await Promise.all([call('Ben', 'DELETE', '/api/me'), call('Ben', 'DELETE', '/api/me')]);
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    const { body } = await call<BoardPeople>('Ann', 'GET', '/people');
    expect(body.people.map(({ name }) => name)).toEqual(['Ann', 'Cleo']);
  });

  it('takes along the boards that nobody else is on', async () => {
    const { call } = await busyBoard();
    const mine = (await call<Board>('Ann', 'POST', '/api/boards', { title: 'Mine alone' })).body.id;
    const link = await call<{ code: string }>('Ann', 'POST', `/api/boards/${mine}/links`, { role: 'participant' });
    await call('Ann', 'DELETE', '/api/me');
    expect((await call('Cleo', 'POST', '/api/join', { code: link.body.code })).body.code).toBe('board_deleted');
  });

  it('[D6] is not undone by what was under way on another device', async () => {
    const { call } = await busyBoard();
    const said = { kind: 'claim', role: 'sparked', words: 'too late', itemId: null };
    const [, late] = await Promise.all([
      call('Ben', 'DELETE', '/api/me'),
      call<Statement>('Ben', 'POST', '/me/statements', said),
      call('Ben', 'PATCH', '/api/me', { name: 'Benjamin' }),
    ]);
    expect([201, 401, 403]).toContain(late.status);
    expect((await call('Ann', 'GET', '/statements')).text).not.toContain('too late');
    expect((await call('Ann', 'GET', '/people')).text).not.toContain('Benjamin');
  });
});
