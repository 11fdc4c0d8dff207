import { describe, expect, it } from 'vitest';
import { reachOf } from './reach.ts';

describe('reachOf', () => {
  it('knows addresses of this computer, of the network, and of the world', () => {
    for (const url of ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])
      expect(reachOf(url)).toBe('here');
    for (const url of [
      'http://192.168.1.7:3000',
      'http://10.0.0.2',
      'http://172.20.1.1',
      'http://weft.local',
      'http://nas',
    ])
      expect(reachOf(url)).toBe('network');
    for (const url of ['https://weft.example', 'http://172.32.0.1', 'http://8.8.8.8:3000'])
      expect(reachOf(url)).toBe('everywhere');
  });
});
