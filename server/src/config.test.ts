import { describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import { LIMITS } from '@weft/protocol';
import { readConfig, shareUrl } from './config.ts';
import { licenseState } from './http/operations.ts';
import { isOwnOrigin } from './http/origin.ts';

describe('configuration', () => {
  it('has defaults for everything and takes an empty variable as not given', () => {
    expect(readConfig({ PORT: '', PUBLIC_URL: '' })).toMatchObject({
      port: 3000,
      host: '0.0.0.0',
      dataDir: 'data',
      publicUrl: undefined,
    });
  });

  it('names the variable that cannot be read', () => {
    for (const [name, value] of [
      ['PORT', 'abc'],
      ['PUBLIC_URL', 'weft.example'],
      ['PUBLIC_URL', 'ftp://x'],
      ['LOG_LEVEL', 'loud'],
      ['LIMITS', 'many'],
      ['LIMITS', '{"maxSocket": 5}'],
      ['LIMITS', '{"maxSockets": -5}'],
    ] as const) {
      expect(() => readConfig({ [name]: value })).toThrow(ZodError);
      expect(() => readConfig({ [name]: value })).toThrow(name);
    }
  });

  it('lets rate limits be switched off on loopback only', () => {
    expect(readConfig({ RATE_LIMITS: 'off', HOST: '127.0.0.1' }).rateLimits).toBe(false);
    expect(readConfig({ RATE_LIMITS: 'off', HOST: '0.0.0.0' }).rateLimits).toBe(true);
  });

  it('takes other values for some of the limits and keeps the rest', () => {
    const { limits } = readConfig({ LIMITS: '{"maxSockets": 7}' });
    expect(limits).toEqual({ ...LIMITS, maxSockets: 7 });
  });

  it('shares the public address if there is one, else the one that is listened on', () => {
    expect(shareUrl(readConfig({ PUBLIC_URL: 'https://weft.example/' }), 3000)).toBe('https://weft.example');
    expect(shareUrl(readConfig({ HOST: '127.0.0.1' }), 4567)).toBe('http://127.0.0.1:4567');
    expect(shareUrl(readConfig({}), 4567)).toMatch(/^http:\/\/[\w.]+:4567$/);
  });

  it('knows when the canvas would go blank for want of a key', () => {
    expect(licenseState(readConfig({}), 'http')).toBe('badge');
    expect(licenseState(readConfig({}), 'https')).toBe('blank');
    expect(licenseState(readConfig({ PUBLIC_URL: 'https://weft.example' }), 'http')).toBe('blank');
    expect(licenseState(readConfig({ TLDRAW_LICENSE_KEY: 'k' }), 'https')).toBe('key');
  });

  it('takes a cookie from its own pages only', () => {
    const host = 'weft.local:3000';
    expect(isOwnOrigin({ host }, undefined)).toBe(true);
    expect(isOwnOrigin({ host, origin: 'http://weft.local:3000' }, undefined)).toBe(true);
    expect(isOwnOrigin({ host, origin: 'https://weft.example' }, 'https://weft.example/x')).toBe(true);
    for (const origin of ['http://evil.example', 'null', 'http://weft.local:3000.evil.example']) {
      expect(isOwnOrigin({ host, origin }, undefined)).toBe(false);
    }
  });
});
