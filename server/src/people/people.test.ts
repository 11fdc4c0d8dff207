import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LIMITS, type SignedIn } from '@weft/protocol';
import { getMigrations } from 'better-auth/db/migration';
import { anonymous, bearer } from 'better-auth/plugins';
import type { LightMyRequestResponse } from 'fastify';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { expectRefused, startTestServer } from '../membership/testServer.testkit.ts';
import { authOptions } from './auth.ts';
import { readOrMakeSecret } from './secret.ts';

const cookieOf = (answer: LightMyRequestResponse): string =>
  String(answer.headers['set-cookie']).split(';')[0] as string;

const tokenOf = (answer: LightMyRequestResponse): string =>
  answer.json<{ url: string }>().url.split('/').at(-1) as string;

const bearerOf = (token: string) => ({ authorization: `Bearer ${token}` });

describe('guests', () => {
  test('somebody comes in with nothing but a name and is known by token and by cookie', async () => {
    const { call, identity } = await startTestServer();
    const answer = await call('POST', '/api/guests', { body: { name: '  Ada   Lovelace ' } });
    expect(answer.statusCode).toBe(201);
    const { person, token } = answer.json<SignedIn>();
    expect(person).toMatchObject({ name: 'Ada Lovelace', color: '#b5382a' });

    expect((await call('GET', '/api/me', { token })).json()).toEqual({ person });
    expect((await call('GET', '/api/me', { headers: { cookie: cookieOf(answer) } })).json()).toEqual({ person });
    expect(await identity.authenticate({}, token)).toEqual({ ok: true, person, cookie: false });
    expect(await identity.authenticate({ cookie: cookieOf(answer) })).toEqual({ ok: true, person, cookie: true });
  });

  test('the cookie is out of reach of scripts and other sites, and lives a year', async () => {
    const { call } = await startTestServer();
    const cookie = String((await call('POST', '/api/guests', { body: { name: 'Ada' } })).headers['set-cookie']);
    expect(cookie).toMatch(/^weft\.session_token=/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).toMatch(/; Max-Age=31536000/);
    expect(cookie).not.toMatch(/Secure/);
  });

  test('on https the cookie is secure', async () => {
    const { call } = await startTestServer({ publicUrl: 'https://weft.example' });
    const answer = await call('POST', '/api/guests', { body: { name: 'Ada' } });
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Secure-weft\.session_token=.*; Secure/);
    expect((await call('GET', '/api/me', { headers: { cookie: cookieOf(answer) } })).statusCode).toBe(200);
  });

  test('colours are given in order of arrival and go round', async () => {
    const { guest } = await startTestServer();
    const colors: string[] = [];
    for (let arrival = 0; arrival < 13; arrival += 1) colors.push((await guest(`G${arrival}`)).person.color);
    expect(new Set(colors).size).toBe(12);
    expect(colors[12]).toBe(colors[0]);
  });

  test('too_many_guests: so many may come in from one address within an hour, and many more than a workshop', async () => {
    const { call, clock } = await startTestServer({ limits: { ...LIMITS, maxGuestsPerAddressAndHour: 2 } });
    const come = (address: string) => call('POST', '/api/guests', { body: { name: 'Ada' }, address });
    for (let arrival = 0; arrival < 2; arrival += 1) expect((await come('10.0.0.1')).statusCode).toBe(201);
    expectRefused(await come('10.0.0.1'), 429, 'too_many_guests');
    expect((await come('10.0.0.2')).statusCode).toBe(201);
    clock.now += 60 * 60 * 1000 + 1;
    expect((await come('10.0.0.1')).statusCode).toBe(201);
    expect(LIMITS.maxGuestsPerAddressAndHour).toBeGreaterThanOrEqual(1_000);
  });

  test('nobody is counted where rates are off, for load tests', async () => {
    const { guest } = await startTestServer({
      rateLimits: false,
      limits: { ...LIMITS, maxGuestsPerAddressAndHour: 1 },
    });
    await guest('Ada');
    await guest('Ben');
  });

  test('a name without letters is refused as bad_request', async () => {
    const { call } = await startTestServer();
    expectRefused(await call('POST', '/api/guests', { body: { name: ' \u202e ' } }), 400, 'bad_request');
  });

  test('the key that signs cookies is made once and is the owner’s alone', async () => {
    const { dataDir } = await startTestServer();
    const file = join(dataDir, 'secret');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readOrMakeSecret(dataDir)).toBe((await readFile(file, 'utf8')).trim());
  });
});

describe('who is asking', () => {
  test('without anything shown it is not_signed_in', async () => {
    const { call, identity } = await startTestServer();
    expectRefused(await call('GET', '/api/me'), 401, 'not_signed_in');
    expect(await identity.authenticate({ cookie: 'other=1', authorization: 'Basic YTpi' })).toEqual({
      ok: false,
      code: 'not_signed_in',
    });
  });

  test.each(['wrong', 'wrong.signature', '', '%', 'a b', 'ü'])('the token %j is token_invalid', async (token) => {
    const { identity } = await startTestServer();
    expect(await identity.authenticate({}, token)).toEqual({ ok: false, code: 'token_invalid' });
  });

  test('a forged cookie is token_invalid', async () => {
    const { call, guest } = await startTestServer();
    const { token } = await guest('Ada');
    const cookie = `weft.session_token=${token}.${'A'.repeat(43)}=`;
    expectRefused(await call('GET', '/api/me', { headers: { cookie } }), 401, 'token_invalid');
  });

  test('a token that was shown counts, not the cookie beside it', async () => {
    const { call, guest, identity } = await startTestServer();
    const answer = await call('POST', '/api/guests', { body: { name: 'Ada' } });
    const grace = await guest('Grace');
    const headers = { cookie: cookieOf(answer), ...bearerOf(grace.token) };
    expect(await identity.authenticate(headers)).toEqual({ ok: true, person: grace.person, cookie: false });
    expect(await identity.authenticate(headers, 'wrong')).toEqual({ ok: false, code: 'token_invalid' });
  });

  test('a cookie sent along by another site changes nothing: bad_origin', async () => {
    const { call } = await startTestServer();
    const cookie = cookieOf(await call('POST', '/api/guests', { body: { name: 'Ada' } }));
    const headers = { cookie, origin: 'https://elsewhere.example' };
    expectRefused(await call('PATCH', '/api/me', { headers, body: { name: 'Eve' } }), 403, 'bad_origin');
  });

  test('a session rolls on while it is used, and ends after a year without', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const { call, clock } = await startTestServer();
    const cookie = cookieOf(await call('POST', '/api/guests', { body: { name: 'Ada' } }));
    const wait = (days: number): void => {
      vi.setSystemTime(Date.now() + days * 24 * 60 * 60 * 1000);
      clock.now = Date.now();
    };
    for (const days of [300, 300, 300]) {
      wait(days);
      const answer = await call('GET', '/api/me', { headers: { cookie } });
      expect(answer.statusCode).toBe(200);
      expect(String(answer.headers['set-cookie'])).toMatch(/Max-Age=31536000/);
    }
    wait(366);
    expectRefused(await call('GET', '/api/me', { headers: { cookie } }), 401, 'token_invalid');
  });

  test('a database that fails is storage_failed, not a wrong token', async () => {
    const { db, identity, guest, clock } = await startTestServer();
    const { token } = await guest('Ada');
    await db.schema.dropTable('auth_sessions').execute();
    clock.now += 60_000;
    await expect(identity.authenticate({}, token)).rejects.toMatchObject({ code: 'storage_failed' });
  });

  test('better-auth finds every table and column that it expects', async () => {
    const { db } = await startTestServer();
    const options = authOptions({ db, secret: 'x'.repeat(40), publicUrl: undefined });
    const plan = await getMigrations({ ...options, plugins: [anonymous(), bearer()] });
    expect([plan.toBeCreated, plan.toBeAdded]).toEqual([[], []]);
  });
});

describe('my name and my session', () => {
  test('a new name is known at once, everywhere', async () => {
    const { call, guest, identity, renamed } = await startTestServer();
    const { person, token } = await guest('Ada');
    await identity.authenticate({}, token);
    const answer = await call('PATCH', '/api/me', { token, body: { name: 'Countess Ada' } });
    expect(answer.json()).toEqual({ person: { ...person, name: 'Countess Ada' } });
    expect(await identity.authenticate({}, token)).toMatchObject({ person: { name: 'Countess Ada' } });
    expect(renamed).toEqual([{ ...person, name: 'Countess Ada' }]);
  });

  test('signing out ends this session at once, by token and by cookie, and no other', async () => {
    const { call } = await startTestServer();
    const first = await call('POST', '/api/guests', { body: { name: 'Ada' } });
    const { token } = first.json<SignedIn>();
    const { url } = (await call('POST', '/api/me/handover', { token })).json<{ url: string }>();
    const second = await call('POST', '/api/handover', { body: { token: url.split('/').at(-1) } });

    const signedOut = await call('DELETE', '/api/session', { headers: { cookie: cookieOf(first) } });
    expect(signedOut.statusCode).toBe(204);
    expect(String(signedOut.headers['set-cookie'])).toMatch(/weft\.session_token=; Max-Age=0/);
    expectRefused(await call('GET', '/api/me', { token }), 401, 'token_invalid');
    expectRefused(await call('GET', '/api/me', { headers: { cookie: cookieOf(first) } }), 401, 'token_invalid');
    expect((await call('GET', '/api/me', { headers: { cookie: cookieOf(second) } })).statusCode).toBe(200);
  });
});

describe('going on as the same person on another device', () => {
  test('a handover link gives the other device a session of its own for the same person', async () => {
    const { call, guest, clock } = await startTestServer();
    const laptop = await guest('Ada');
    const made = await call('POST', '/api/me/handover', { token: laptop.token });
    expect(made.statusCode).toBe(201);
    expect(made.json()).toEqual({
      url: expect.stringMatching(/^http:\/\/192\.168\.1\.7:3000\/handover\/[\w-]{32}$/),
      expiresAt: clock.now + 600_000,
    });
    const answer = await call('POST', '/api/handover', { body: { token: tokenOf(made) } });
    const phone = answer.json<SignedIn>();
    expect(phone.person).toEqual(laptop.person);
    expect(phone.token).not.toBe(laptop.token);
    expect((await call('GET', '/api/me', { headers: { cookie: cookieOf(answer) } })).json()).toEqual({
      person: laptop.person,
    });
  });

  test('it works once, even when two devices take it at the same moment', async () => {
    const { call, guest } = await startTestServer();
    const { token } = await guest('Ada');
    const body = { token: tokenOf(await call('POST', '/api/me/handover', { token })) };
    const answers = await Promise.all([
      call('POST', '/api/handover', { body }),
      call('POST', '/api/handover', { body }),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 410]);
    expectRefused(await call('POST', '/api/handover', { body }), 410, 'handover_invalid');
  });

  test('it expires after ten minutes', async () => {
    const { call, guest, clock } = await startTestServer();
    const { token } = await guest('Ada');
    const body = { token: tokenOf(await call('POST', '/api/me/handover', { token })) };
    clock.now += 600_000;
    expectRefused(await call('POST', '/api/handover', { body }), 410, 'handover_invalid');
  });

  test('the token itself is not stored', async () => {
    const { call, guest, db } = await startTestServer();
    const { token } = await guest('Ada');
    const handover = tokenOf(await call('POST', '/api/me/handover', { token }));
    expect(JSON.stringify(await db.selectFrom('handovers').selectAll().execute())).not.toContain(handover);
  });

  test('wrong tokens are counted: after twenty a minute it is too_many_guesses', async () => {
    const { call } = await startTestServer();
    const guess = () => call('POST', '/api/handover', { body: { token: 'wrong' } });
    for (let count = 0; count < 20; count += 1) expectRefused(await guess(), 410, 'handover_invalid');
    expectRefused(await guess(), 429, 'too_many_guesses');
  });
});
