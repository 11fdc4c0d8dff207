import { LIMITS, type Board, type BoardPeople, type SignedIn } from '@weft/protocol';
import { describe, expect, test } from 'vitest';
import { expectRefused, startTestServer } from './testServer.testkit.ts';

const DAY = 24 * 60 * 60 * 1000;

describe('making a board', () => {
  test('its maker facilitates it, and its log begins', async () => {
    const { call, guest, live, clock } = await startTestServer();
    const { person, token } = await guest('Ada');
    const answer = await call('POST', '/api/boards', { token, body: { title: '  A bench\nfor the square ' } });
    expect(answer.statusCode).toBe(201);
    const board = answer.json<Board>();
    expect(board).toEqual({
      id: expect.stringMatching(/^[\w-]{22}$/),
      title: 'A bench for the square',
      role: 'facilitator',
      createdAt: clock.now,
      visitedAt: clock.now,
      changedAt: clock.now,
      people: [person],
      peopleCount: 1,
      thumbnail: `/api/boards/${board.id}/thumbnail.svg?v=${clock.now}`,
      deletedAt: null,
    });
    expect(live.created).toEqual([{ boardId: board.id, by: person.id, title: 'A bench for the square' }]);
  });

  test('a board whose log could not be made is not there', async () => {
    const { call, guest, live } = await startTestServer();
    const { token } = await guest('Ada');
    live.failing = true;
    expectRefused(await call('POST', '/api/boards', { token, body: { title: 'Bench' } }), 503, 'storage_failed');
    expect((await call('GET', '/api/boards', { token })).json()).toEqual({ boards: [] });
  });

  test('too_many_boards: one person makes so many, those deleted of late among them; others make theirs', async () => {
    const { call, guest, clock } = await startTestServer({ limits: { ...LIMITS, maxBoardsPerPerson: 2 } });
    const [ada, ben] = [await guest('Ada'), await guest('Ben')];
    const make = ({ token }: SignedIn) => call('POST', '/api/boards', { token, body: { title: 'Bench' } });
    // At once: each finds what the one before it made.
    const made = await Promise.all([make(ada), make(ada), make(ada)]);
    expect(made.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([201, 201, 409]);
    expect((await make(ben)).statusCode).toBe(201);
    const [first] = made.filter(({ statusCode }) => statusCode === 201).map((answer) => answer.json<Board>());
    await call('DELETE', `/api/boards/${first?.id}`, { token: ada.token });
    expectRefused(await make(ada), 409, 'too_many_boards');
    clock.now += 30 * DAY + 1;
    expect((await make(ada)).statusCode).toBe(201);
  });

  test('it needs a name of mine and a title', async () => {
    const { call, guest } = await startTestServer();
    expectRefused(await call('POST', '/api/boards', { body: { title: 'Bench' } }), 401, 'not_signed_in');
    const { token } = await guest('Ada');
    expectRefused(await call('POST', '/api/boards', { token, body: { title: ' ' } }), 400, 'bad_request');
  });
});

describe('my boards', () => {
  test('whoever opens one after an absence is told since when; everybody for themself', async () => {
    const { call, guest, clock } = await startTestServer();
    const { token } = await guest('Ada');
    const { id } = (await call('POST', '/api/boards', { token, body: { title: 'Bench' } })).json<Board>();
    const open = async () => (await call('GET', `/api/boards/${id}`, { token })).json<Board>().awaySince;
    const left = clock.now;
    expect(await open()).toBeUndefined();
    clock.now += LIMITS.absenceMs + 1;
    expect(await open()).toBe(left);
    expect(await open()).toBeUndefined();
  });

  test('those that changed or were visited last come first; others’ are not listed', async () => {
    const { call, guest, board, membership, clock } = await startTestServer();
    const ada = await guest('Ada');
    const titles = ['one', 'two', 'three'];
    const made: Board[] = [];
    for (const title of titles) {
      clock.now += 1000;
      made.push(await board(ada, title));
    }
    await board(await guest('Eve'), 'not mine');
    const listed = async () =>
      (await call('GET', '/api/boards', { token: ada.token }))
        .json<{ boards: Board[] }>()
        .boards.map(({ title }) => title);

    expect(await listed()).toEqual(['three', 'two', 'one']);
    clock.now += 1000;
    await membership.touched(made[0]?.id as Board['id'], clock.now);
    expect(await listed()).toEqual(['one', 'three', 'two']);
    clock.now += 1000;
    await call('GET', `/api/boards/${made[1]?.id}`, { token: ada.token });
    expect(await listed()).toEqual(['two', 'one', 'three']);
  });

  test('a board that changed has a new picture; word of an older change changes nothing', async () => {
    const { call, guest, board, membership } = await startTestServer();
    const { token, person } = await guest('Ada');
    const { id, changedAt } = await board({ token, person });
    await membership.touched(id, changedAt + 5);
    await membership.touched(id, changedAt + 3);
    const { thumbnail } = (await call('GET', `/api/boards/${id}`, { token })).json<Board>();
    expect(thumbnail).toBe(`/api/boards/${id}/thumbnail.svg?v=${changedAt + 5}`);
  });

  test('the first six faces in order of arrival, in the board’s colours, and how many there are', async () => {
    const { call, guest, board, link, join } = await startTestServer();
    await guest('Somebody who came to the server before');
    const ada = await guest('Ada');
    const { id } = await board(ada);
    const { code } = await link(ada, id);
    for (let count = 1; count < 9; count += 1) await join(await guest(`Guest ${count}`), code);
    const [listed] = (await call('GET', '/api/boards', { token: ada.token })).json<{ boards: Board[] }>().boards;
    expect(listed?.peopleCount).toBe(9);
    expect(listed?.people.map(({ name }) => name)).toEqual([
      'Ada',
      'Guest 1',
      'Guest 2',
      'Guest 3',
      'Guest 4',
      'Guest 5',
    ]);
    expect(listed?.people[0]?.color).toBe('#b5382a');

    const { people } = (await call('GET', `/api/boards/${id}/people`, { token: ada.token })).json<BoardPeople>();
    expect(people).toHaveLength(9);
    expect(people[1]).toMatchObject({ name: 'Guest 1', role: 'participant', color: '#2f4b9b' });
  });
});

describe('who may open a board', () => {
  test('unknown boards are board_not_found, others’ boards not_member', async () => {
    const { call, guest, board, membership } = await startTestServer();
    const { id } = await board(await guest('Ada'));
    const { token, person } = await guest('Eve');
    for (const path of ['', '/people', '/thumbnail.svg', '/links']) {
      expectRefused(await call('GET', `/api/boards/${id}${path}`, { token }), 403, 'not_member');
      expectRefused(await call('GET', `/api/boards/nowhere${path}`, { token }), 404, 'board_not_found');
      expectRefused(await call('GET', `/api/boards/${'%20'.repeat(3)}${path}`, { token }), 404, 'board_not_found');
    }
    expect(await membership.memberOf(id, person.id)).toEqual({ ok: false, code: 'not_member' });
  });
});

describe('renaming a board', () => {
  test('facilitators may, and everybody is told', async () => {
    const { call, guest, board, live } = await startTestServer();
    const { token, person } = await guest('Ada');
    const { id } = await board({ token, person });
    const answer = await call('PATCH', `/api/boards/${id}`, { token, body: { title: 'Two benches' } });
    expect(answer.json()).toMatchObject({ id, title: 'Two benches' });
    expect(live.events).toEqual([{ boardId: id, by: person.id, event: { type: 'renamed', title: 'Two benches' } }]);
  });

  test('participants and viewers may not: not_facilitator', async () => {
    const { call, guest, board, member, live } = await startTestServer();
    const maker = await guest('Ada');
    const { id } = await board(maker);
    for (const role of ['participant', 'viewer'] as const) {
      const { token } = await member('Grace', maker, id, role);
      expectRefused(
        await call('PATCH', `/api/boards/${id}`, { token, body: { title: 'Mine' } }),
        403,
        'not_facilitator',
      );
      expectRefused(await call('DELETE', `/api/boards/${id}`, { token }), 403, 'not_facilitator');
      expectRefused(await call('POST', `/api/boards/${id}/undelete`, { token }), 403, 'not_facilitator');
    }
    expect(live.events.map(({ event }) => event.type)).toEqual(['joined', 'joined']);
  });
});

describe('deleting a board', () => {
  test('it goes for everybody at once and can be brought back', async () => {
    const { call, guest, board, member, live, membership, clock } = await startTestServer();
    const maker = await guest('Ada');
    const { id } = await board(maker);
    const grace = await member('Grace', maker, id, 'participant');
    const eve = await guest('Eve');

    const answer = await call('DELETE', `/api/boards/${id}`, { token: maker.token });
    expect(answer.json()).toEqual({ undoUntil: clock.now + 30 * DAY });
    expect(live.closed).toEqual([id]);
    expectRefused(await call('GET', `/api/boards/${id}`, { token: grace.token }), 410, 'board_deleted');
    expectRefused(await call('GET', `/api/boards/${id}`, { token: eve.token }), 404, 'board_not_found');
    expect((await call('GET', '/api/boards', { token: grace.token })).json()).toEqual({ boards: [] });
    expect(await membership.memberOf(id, grace.person.id)).toEqual({ ok: false, code: 'board_deleted' });
    expectRefused(await call('POST', `/api/boards/${id}/undelete`, { token: eve.token }), 404, 'board_not_found');

    clock.now += 30 * DAY - 1;
    const back = await call('POST', `/api/boards/${id}/undelete`, { token: maker.token });
    expect(back.json()).toMatchObject({ id, deletedAt: null, peopleCount: 2 });
    expect((await call('GET', `/api/boards/${id}`, { token: grace.token })).statusCode).toBe(200);
    expect(live.events.map(({ event }) => event.type)).toEqual(['joined', 'deleted', 'undeleted']);
  });

  test('after thirty days it stays deleted', async () => {
    const { call, guest, board, clock } = await startTestServer();
    const maker = await guest('Ada');
    const { id } = await board(maker);
    await call('DELETE', `/api/boards/${id}`, { token: maker.token });
    clock.now += 30 * DAY;
    expectRefused(await call('POST', `/api/boards/${id}/undelete`, { token: maker.token }), 410, 'board_deleted');
  });

  test('bringing back a board that was not deleted changes nothing', async () => {
    const { call, guest, board, live } = await startTestServer();
    const maker = await guest('Ada');
    const { id } = await board(maker);
    expect((await call('POST', `/api/boards/${id}/undelete`, { token: maker.token })).statusCode).toBe(200);
    expect(live.events).toEqual([]);
    expectRefused(await call('POST', '/api/boards/nowhere/undelete', { token: maker.token }), 404, 'board_not_found');
    const { token } = await guest('Eve');
    expectRefused(await call('POST', `/api/boards/${id}/undelete`, { token }), 403, 'not_member');
  });

  test('a deletion that the log could not keep did not happen', async () => {
    const { call, guest, board, live } = await startTestServer();
    const maker = await guest('Ada');
    const { id } = await board(maker);
    live.failing = true;
    expectRefused(await call('DELETE', `/api/boards/${id}`, { token: maker.token }), 503, 'storage_failed');
    expect(live.closed).toEqual([]);
    expect((await call('GET', `/api/boards/${id}`, { token: maker.token })).statusCode).toBe(200);
  });
});
