import { describe, expect, it } from 'vitest';
import { cpuSecondsOf, residentMegabytesOf } from './processUsage.ts';

describe('what a process uses', () => {
  it('is read from its stat line, whatever the command is called', () => {
    const rest = 'S 1 2 3 4 5 6 7 8 9 10 1234 66 0 0 20 0 11 0 100 1000 200';
    expect(cpuSecondsOf(`42 (node) ${rest}`)).toBe(13);
    expect(cpuSecondsOf(`42 (no) de) (x) ${rest}`)).toBe(13);
    expect(() => cpuSecondsOf('nothing')).toThrow('/proc/PID/stat');
  });

  it('is read from its status, in MB', () => {
    expect(residentMegabytesOf('Name:\tnode\nVmRSS:\t  204800 kB\nThreads:\t11\n')).toBe(200);
    expect(() => residentMegabytesOf('Name:\tnode\n')).toThrow('/proc/PID/status');
  });
});
