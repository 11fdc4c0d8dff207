import { describe, expect, test } from 'vitest';
import { startTestServer } from '../membership/testServer.testkit.ts';

describe('guests', () => {
  test('somebody comes in with nothing but a name and is known by token and by cookie', async () => {
    const { call } = await startTestServer();
    const answer = await call('POST', '/api/guests', { body: { name: '  Ada   Lovelace ' } });
    expect(answer.statusCode).toBe(201);
    const { person, token } = answer.json<{ person: { id: string; name: string; color: string }; token: string }>();
    expect(person).toMatchObject({ name: 'Ada Lovelace', color: '#b5382a' });

    const byToken = await call('GET', '/api/me', { token });
    expect(byToken.json()).toEqual({ person });

    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/^weft\.session_token=/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).not.toMatch(/Secure/);
    const byCookie = await call('GET', '/api/me', { headers: { cookie: cookie.split(';')[0] as string } });
    expect(byCookie.json()).toEqual({ person });
  });
});
