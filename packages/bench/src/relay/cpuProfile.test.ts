import { describe, expect, it } from 'vitest';
import { selfTimes, shareWithin, windowOf, type CpuProfile } from './cpuProfile.ts';

const node = (id: number, functionName: string, children: number[] = [], url = 'file:///a/b/c.js') => ({
  id,
  callFrame: { functionName, url, lineNumber: 0 },
  children,
});

/** root → receive → judge → scan, receive → apply → scan; the rest idle. */
const PROFILE: CpuProfile = {
  nodes: [
    node(1, '(root)', [2, 7], ''),
    node(2, 'receive', [3, 5]),
    node(3, 'judge', [4]),
    node(4, 'scan'),
    node(5, 'apply', [6]),
    node(6, 'scan'),
    node(7, '(idle)', [], ''),
  ],
  samples: [2, 3, 4, 5, 6, 7],
  timeDeltas: [10, 20, 10, 50, 10, 900],
};

describe('a profile', () => {
  it('tells the time in each function alone, wherever it was called from, of the time that was not idle', () => {
    expect(selfTimes(PROFILE).map(({ name, share }) => [name, share])).toEqual([
      ['apply', 0.5],
      ['judge', 0.2],
      ['scan', 0.2],
      ['receive', 0.1],
      ['(root)', 0],
    ]);
    expect(selfTimes(PROFILE)[0]?.file).toBe('b/c.js');
  });

  it('can be cut down to a time in it', () => {
    expect(windowOf(PROFILE, 60e-6, 900e-6).timeDeltas).toEqual([50, 10]);
    expect(windowOf(PROFILE, 1, 0).samples).toEqual(PROFILE.samples);
  });

  it('tells the time in a function and what it calls', () => {
    expect(shareWithin(PROFILE, 'judge')).toBeCloseTo(0.3);
    expect(shareWithin(PROFILE, 'receive')).toBeCloseTo(1);
    expect(shareWithin(PROFILE, 'scan')).toBeCloseTo(0.2);
    expect(shareWithin(PROFILE, 'nothing')).toBe(0);
  });
});
