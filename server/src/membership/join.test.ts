import type { BoardId, Joined } from '@weft/protocol';
import { describe, expect, test } from 'vitest';
import { expectRefused, SHARE_URL, startTestServer } from './testServer.testkit.ts';

describe('coming onto a board', () => {
  test('two hundred people behind one address join within a minute, each with a colour by order of arrival', async () => {
    const { guest, board, link, join, membership, live } = await startTestServer();
    const maker = await guest('Ada');
    const { id } = await board(maker);
    const { code } = await link(maker, id);
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => await join(await guest(`Guest ${index}`), code)),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 200 }, () => 200));
    const people = await membership.people(id);
    expect(people).toHaveLength(201);
    expect(new Set(people.slice(0, 12).map(({ color }) => color)).size).toBe(12);
    expect(live.events.filter(({ event }) => event.type === 'joined')).toHaveLength(200);
  });

  test('by link, by its token and by short code, typed in lower case without its dash', async () => {
    const { guest, board, link, join } = await startTestServer();
    const maker = await guest('Ada');
    const { id } = await board(maker);
    const { url, code } = await link(maker, id, 'viewer');
    expect(url).toMatch(new RegExp(`^${SHARE_URL}/join/[\\w-]{22}$`));
    const token = url.split('/').at(-1) as string;
    for (const typed of [url, token, code, code.toLowerCase().replace('-', '')]) {
      const answer = await join(await guest('Grace'), typed);
      expect(answer.json()).toEqual({ boardId: id, role: 'viewer' });
    }
  });

  test('joining again changes nothing, and two taps at once are one arrival', async () => {
    const { guest, board, link, join, membership, live } = await startTestServer();
    const maker = await guest('Ada');
    const { id } = await board(maker);
    const { code } = await link(maker, id);
    const grace = await guest('Grace');
    const answers = await Promise.all([join(grace, code), join(grace, code), join(grace, code)]);
    expect(answers.map((answer) => answer.json<Joined>().role)).toEqual(['participant', 'participant', 'participant']);
    expect(await membership.people(id)).toHaveLength(2);
    expect(live.events).toEqual([{ boardId: id, by: grace.person.id, event: { type: 'joined', role: 'participant' } }]);
  });

  test('a link with a higher role raises it, a lower one takes nothing away', async () => {
    const { guest, board, link, join, live } = await startTestServer();
    const maker = await guest('Ada');
    const { id } = await board(maker);
    const viewer = await link(maker, id, 'viewer');
    const participant = await link(maker, id, 'participant');
    const grace = await guest('Grace');
    const roles = [];
    for (const { code } of [viewer, participant, viewer]) roles.push((await join(grace, code)).json<Joined>().role);
    expect(roles).toEqual(['viewer', 'participant', 'participant']);
    expect(live.reconnected).toEqual([{ boardId: id, personId: grace.person.id }]);
    expect(live.events.at(-1)?.event).toEqual({
      type: 'role-changed',
      personId: grace.person.id,
      role: 'participant',
    });
  });

  test('the only facilitator stays facilitator whatever link they follow', async () => {
    const { guest, board, link, join, membership } = await startTestServer();
    const maker = await guest('Ada');
    const { id } = await board(maker);
    const { code } = await link(maker, id, 'viewer');
    expect((await join(maker, code)).json()).toEqual({ boardId: id, role: 'facilitator' });
    expect(await membership.people(id)).toMatchObject([{ id: maker.person.id, role: 'facilitator' }]);
  });

  test('an arrival that the log could not keep did not happen, and can be tried again', async () => {
    const { guest, board, link, join, membership, live } = await startTestServer();
    const maker = await guest('Ada');
    const { id } = await board(maker);
    const [viewer, participant] = [await link(maker, id, 'viewer'), await link(maker, id, 'participant')];
    const grace = await guest('Grace');

    live.failing = true;
    expectRefused(await join(grace, viewer.code), 503, 'storage_failed');
    expect(await membership.memberOf(id, grace.person.id)).toEqual({ ok: false, code: 'not_member' });
    live.failing = false;
    expect((await join(grace, viewer.code)).statusCode).toBe(200);

    live.failing = true;
    expectRefused(await join(grace, participant.code), 503, 'storage_failed');
    expect(await membership.memberOf(id, grace.person.id)).toMatchObject({ member: { role: 'viewer' } });
    expect(live.reconnected).toEqual([]);
  });

  test('a withdrawn link and an unknown code lead nowhere: link_invalid', async () => {
    const { call, guest, board, link, join } = await startTestServer();
    const maker = await guest('Ada');
    const { id } = await board(maker);
    const { id: linkId, url, code } = await link(maker, id);
    const kept = await link(maker, id);
    const withdrawn = await call('DELETE', `/api/boards/${id}/links/${linkId}`, { token: maker.token });
    expect(withdrawn.statusCode).toBe(204);
    const grace = await guest('Grace');
    for (const typed of [url, code, 'K7M4-PX2R', 'nowhere'])
      expectRefused(await join(grace, typed), 404, 'link_invalid');
    expect((await join(grace, kept.code)).statusCode).toBe(200);
  });

  test('a short code expires after a day, its link does not, and asking for the links makes a new code', async () => {
    const { call, guest, board, link, join, clock } = await startTestServer();
    const maker = await guest('Ada');
    const { id } = await board(maker);
    const { url, code, codeExpiresAt } = await link(maker, id);
    clock.now = codeExpiresAt;
    const grace = await guest('Grace');
    expectRefused(await join(grace, code), 410, 'link_expired');
    expectRefused(await call('GET', `/api/links/${code}`), 410, 'link_expired');
    expect((await join(grace, url)).statusCode).toBe(200);

    const listed = (await call('GET', `/api/boards/${id}/links`, { token: maker.token })).json<{
      links: { code: string; url: string; codeExpiresAt: number }[];
    }>().links;
    expect(listed).toMatchObject([{ url, codeExpiresAt: clock.now + 24 * 60 * 60 * 1000 }]);
    expect(listed[0]?.code).not.toBe(code);
    expect((await join(await guest('Mary'), listed[0]?.code ?? '')).statusCode).toBe(200);
    expectRefused(await join(await guest('Alan'), code), 404, 'link_invalid');
  });

  test('wrong codes are counted per address; a link of 128 bits still works there, and other addresses are not touched', async () => {
    const { call, guest, board, link, clock } = await startTestServer();
    const maker = await guest('Ada');
    const { id } = await board(maker);
    const { url, code } = await link(maker, id);
    const { token } = await guest('Grace');
    const join = (typed: string, address: string) =>
      call('POST', '/api/join', { token, body: { code: typed }, address });

    for (let count = 0; count < 20; count += 1) expectRefused(await join('AAAA-AAAA', '10.0.0.1'), 404, 'link_invalid');
    expectRefused(await join(code, '10.0.0.1'), 429, 'too_many_guesses');
    expectRefused(await call('GET', '/api/links/nowhere', { address: '10.0.0.1' }), 429, 'too_many_guesses');
    expect((await join(code, '10.0.0.2')).statusCode).toBe(200);
    expect((await join(url, '10.0.0.1')).statusCode).toBe(200);
    clock.now += 60_000;
    expect((await join(code, '10.0.0.1')).statusCode).toBe(200);
  });

  test('with limits off for a load test guesses are not counted', async () => {
    const { guest, join } = await startTestServer({ rateLimits: false });
    const grace = await guest('Grace');
    for (let count = 0; count < 30; count += 1) expectRefused(await join(grace, 'AAAA-AAAA'), 404, 'link_invalid');
  });

  test('whoever has no name yet sees where a link leads, but is asked for one to join', async () => {
    const { call, guest, board, link } = await startTestServer();
    const maker = await guest('Ada');
    const { id } = await board(maker, 'A bench for the square');
    const { code, url } = await link(maker, id, 'viewer');
    const preview = { boardId: id, title: 'A bench for the square', role: 'viewer' };
    expect((await call('GET', `/api/links/${code}`)).json()).toEqual(preview);
    expect((await call('GET', `/api/links/${url.split('/').at(-1)}`)).json()).toEqual(preview);
    expectRefused(await call('POST', '/api/join', { body: { code } }), 401, 'not_signed_in');
  });

  test('a link to a deleted board says board_deleted', async () => {
    const { call, guest, board, link, join } = await startTestServer();
    const maker = await guest('Ada');
    const { id } = await board(maker);
    const { code } = await link(maker, id);
    await call('DELETE', `/api/boards/${id}`, { token: maker.token });
    expectRefused(await call('GET', `/api/links/${code}`), 410, 'board_deleted');
    expectRefused(await join(await guest('Grace'), code), 410, 'board_deleted');
  });
});

describe('who may hand out links', () => {
  test('facilitators any, participants up to participant, viewers none', async () => {
    const { call, guest, board, member } = await startTestServer();
    const maker = await guest('Ada');
    const { id } = await board(maker);
    const participant = await member('Grace', maker, id, 'participant');
    const viewer = await member('Mary', maker, id, 'viewer');
    const share = async (token: string, role: string) =>
      (await call('POST', `/api/boards/${id}/links`, { token, body: { role } })).statusCode;
    const roles = ['facilitator', 'participant', 'viewer'];
    expect(await Promise.all(roles.map((role) => share(maker.token, role)))).toEqual([201, 201, 201]);
    expect(await Promise.all(roles.map((role) => share(participant.token, role)))).toEqual([403, 201, 201]);
    expect(await Promise.all(roles.map((role) => share(viewer.token, role)))).toEqual([403, 403, 403]);
    const refused = await call('POST', `/api/boards/${id}/links`, {
      token: viewer.token,
      body: { role: 'viewer' },
    });
    expectRefused(refused, 403, 'not_facilitator');
  });

  test('nobody is shown a link that gives more than they may give', async () => {
    const { call, guest, board, link, member } = await startTestServer();
    const maker = await guest('Ada');
    const { id } = await board(maker);
    await link(maker, id, 'facilitator');
    const participant = await member('Grace', maker, id, 'participant');
    const viewer = await member('Mary', maker, id, 'viewer');
    const rolesFor = async (token: string) =>
      (await call('GET', `/api/boards/${id}/links`, { token }))
        .json<{ links: { role: string }[] }>()
        .links.map(({ role }) => role);
    expect(await rolesFor(maker.token)).toEqual(['facilitator', 'participant', 'viewer']);
    expect(await rolesFor(participant.token)).toEqual(['participant', 'viewer']);
    expect(await rolesFor(viewer.token)).toEqual([]);
  });

  test('a participant withdraws their own link and nobody else’s', async () => {
    const { call, guest, board, link, member } = await startTestServer();
    const maker = await guest('Ada');
    const { id } = await board(maker);
    const makers = await link(maker, id);
    const participant = await member('Grace', maker, id, 'participant');
    const own = await link(participant, id);
    const withdraw = (linkId: string) =>
      call('DELETE', `/api/boards/${id}/links/${linkId}`, { token: participant.token });
    expectRefused(await withdraw(makers.id), 403, 'not_facilitator');
    expect((await withdraw(own.id)).statusCode).toBe(204);
    expectRefused(await withdraw(own.id), 404, 'link_invalid');
  });

  test('a board has at most a hundred links', async () => {
    const { call, guest, board, link } = await startTestServer();
    const maker = await guest('Ada');
    const { id } = await board(maker);
    await Promise.all(Array.from({ length: 100 }, () => link(maker, id)));
    const answer = await call('POST', `/api/boards/${id}/links`, { token: maker.token, body: { role: 'viewer' } });
    expectRefused(answer, 429, 'rate_limited');
  });

  test('only members see or make links', async () => {
    const { call, guest, board } = await startTestServer();
    const { id } = await board(await guest('Ada'));
    const { token } = await guest('Eve');
    expectRefused(await call('GET', `/api/boards/${id}/links`, { token }), 403, 'not_member');
    const made = await call('POST', `/api/boards/${'nowhere' as BoardId}/links`, { token, body: { role: 'viewer' } });
    expectRefused(made, 404, 'board_not_found');
  });
});
