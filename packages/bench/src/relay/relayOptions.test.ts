import { describe, expect, it } from 'vitest';
import { readRelayOptions } from './relayOptions.ts';

const PEERS = ['weft', 'ws'];

describe('the options of the relay benchmark', () => {
  it('are everything, for a short time, unless said otherwise', () => {
    expect(readRelayOptions([], PEERS)).toEqual({
      rows: [1, 2, 3, 4, 5, 6, 7],
      peers: PEERS,
      seconds: 6,
      soakSeconds: 60,
    });
  });

  it('choose rows, relays and times', () => {
    const options = readRelayOptions(['--rows=3,1', '--peers=ws', '--seconds=10', '--soak=20m'], PEERS);
    expect(options).toEqual({ rows: [3, 1], peers: ['ws'], seconds: 10, soakSeconds: 1_200 });
  });

  it.each([['--rows=8'], ['--rows=one'], ['--peers=other'], ['--soak=soon'], ['--seconds=0'], ['--fast']])(
    'refuse %s',
    (option) => {
      expect(() => readRelayOptions([option], PEERS)).toThrow();
    },
  );
});
