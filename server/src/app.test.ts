import { mkdirSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type WeftApp } from './app.ts';
import { readConfig } from './config.ts';
import { lockDataDir } from './dataDirLock.ts';

let folder: string;
let weft: WeftApp;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weft-app-'));
  const environment = { HOST: '127.0.0.1', DATA_DIR: folder, LOG_LEVEL: 'silent', TLDRAW_LICENSE_KEY: 'a-key' };
  weft = await buildApp(readConfig(environment));
});
afterAll(async () => {
  await weft.stop();
  rmSync(folder, { recursive: true });
});

describe('the server as a whole', () => {
  it('is alive and ready, and counts what it does', async () => {
    expect((await weft.app.inject('/health')).json()).toEqual({ status: 'ok' });
    expect((await weft.app.inject('/ready')).json()).toEqual({ ready: true });
    const metrics = (await weft.app.inject('/metrics')).body;
    for (const name of [
      'weft_live_boards',
      'weft_open_sockets',
      'weft_people_here',
      'weft_refusals_total',
      'weft_edit_durable_seconds_bucket',
      'weft_edit_fanout_seconds_bucket',
      'weft_commit_seconds_bucket',
      'weft_log_waiting_entries 0',
      'weft_log_bytes{part="hot"}',
      'weft_sealing_lag_seconds',
      'weft_log_damaged 0',
      'weft_cannot_save 0',
    ])
      expect(metrics).toContain(name);
  });

  it('tells the interface what it must know before it draws', async () => {
    const config = (await weft.app.inject('/api/config')).json<Record<string, unknown>>();
    expect(config).toMatchObject({ tldrawLicenseKey: 'a-key', tldrawLicense: 'key' });
    for (const limit of ['maxAssetBytes', 'maxImportBytes', 'maxImportedImages'])
      expect(config[limit]).toBeGreaterThan(0);
    expect(config['shareUrl']).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('describes every route of the contract', async () => {
    const { paths } = (await weft.app.inject('/api/openapi.json')).json<{ paths: Record<string, unknown> }>();
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        '/api/guests',
        '/api/me',
        '/api/boards',
        '/api/boards/{id}',
        '/api/boards/{id}/links',
        '/api/boards/{id}/locks',
        '/api/join',
        '/api/boards/{id}/history',
        '/api/boards/{id}/history/at',
        '/api/boards/{id}/contributions',
        '/api/boards/{id}/people',
        '/api/boards/{id}/people/{personId}/part',
        '/api/boards/{id}/export',
        '/api/boards/import',
      ]),
    );
  });

  it('answers an address that no route can read with a coded error', async () => {
    for (const [url, code] of [
      ['/api/%zz', 'not_found'],
      [`/api/links/${'x'.repeat(150)}`, 'link_invalid'],
      [`/api/boards/${'x'.repeat(5_000)}`, 'not_signed_in'],
    ] as const) {
      expect((await weft.app.inject(url)).json(), url.slice(0, 20)).toMatchObject({ code });
    }
  });

  it('ends the connection of an upgrade that no route can take', async () => {
    await weft.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = weft.app.server.address() as AddressInfo;
    const knock = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const head = 'Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';
    knock.write(`GET /%zz HTTP/1.1\r\n${head}Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`);
    const answer = await text(knock);
    expect(answer).toContain('not_found');
    knock.destroy();
  });

  it('takes a request without a body for what it is, also when it is called JSON', async () => {
    const json = { 'content-type': 'application/json' };
    const guest = await weft.app.inject({ method: 'POST', url: '/api/guests', payload: { name: 'Ada' } });
    const { token } = guest.json<{ token: string }>();
    const headers = { ...json, authorization: `Bearer ${token}` };
    const handover = await weft.app.inject({ method: 'POST', url: '/api/me/handover', headers });
    expect(handover.statusCode).toBe(201);
    expect((await weft.app.inject({ method: 'POST', url: '/api/guests', headers: json })).statusCode).toBe(400);
  });

  it('answers an address that leads nowhere with a coded error', async () => {
    for (const url of [
      '/api/nothing',
      '/assets/nothing.js',
      '/tldraw-assets/nothing.svg',
      '/tldraw-assets/..%2f..%2fpackage.json',
    ]) {
      const answer = await weft.app.inject(url);
      expect([answer.statusCode, answer.json<{ code: string }>().code], url).toEqual([404, 'not_found']);
    }
  });

  it('lets its pages load nothing from another host, and works on plain http', async () => {
    const { headers } = await weft.app.inject('/health');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).not.toMatch(/https?:|upgrade-insecure-requests/);
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  it("serves tldraw's own files itself", async () => {
    const icon = await weft.app.inject('/tldraw-assets/icons/icon/0_merged.svg');
    expect([icon.statusCode, icon.headers['content-type']]).toEqual([200, 'image/svg+xml']);
  });
});

describe('the lock on a data folder', () => {
  it('lets one server in at a time, and the next one after it has ended', () => {
    const unlock = lockDataDir(folder);
    expect(() => lockDataDir(folder)).toThrow(expect.objectContaining({ code: 'storage_failed' }));
    unlock();
    lockDataDir(folder)();
  });

  it('lets none in where a restore was cut short, and says what to do', () => {
    mkdirSync(join(folder, '.weft-restoring'));
    expect(() => lockDataDir(folder)).toThrow(
      expect.objectContaining({ code: 'storage_failed', detail: expect.stringContaining('Restore it again') }),
    );
    rmdirSync(join(folder, '.weft-restoring'));
    lockDataDir(folder)();
  });
});
