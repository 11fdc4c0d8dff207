import { describe, expect, it } from 'vitest';
import { thinKeyframes, type KeptKeyframe } from './thinKeyframes.ts';

const whole = (...seqs: number[]): KeptKeyframe[] => seqs.map((seq) => ({ seq, until: null }));
const told = (until: number, isEmpty = false) => ({ seq: until - 10, until, isEmpty });
const tracks = [told(10), told(20), told(30), told(40), told(50), told(60)];
const thin = (keyframes: readonly KeptKeyframe[], known = tracks) => [...thinKeyframes(keyframes, known, 40)];

describe('[H13] keyframes are thinned', () => {
  it('where tracks tell what was shown: one in so many entries stays, and the newest', () => {
    expect(thin(whole(10, 20, 30, 40, 50, 60))).toEqual([
      { kind: 'drop', seq: 10 },
      { kind: 'drop', seq: 20 },
      { kind: 'drop', seq: 30 },
      { kind: 'drop', seq: 50 },
    ]);
    expect(thin(whole(40, 60))).toEqual([]);
  });

  it('and one that stays is pruned as far as the next, once that is as far as it should be', () => {
    expect(thin(whole(40, 75))).toEqual([]);
    expect(thin(whole(40, 80))).toEqual([{ kind: 'prune', seq: 40, until: 80 }]);
    expect(thin([{ seq: 40, until: 80 }, ...whole(80, 120)])).toEqual([{ kind: 'prune', seq: 80, until: 120 }]);
  });

  it('but none goes before tracks tell of all around it, or where there can be none', () => {
    expect(thin(whole(10, 20), [told(10)])).toEqual([]);
    expect(thin(whole(10, 20), [])).toEqual([]);
    expect(thin(whole(15, 35), [told(10), told(20)])).toEqual([]);
    expect(thin(whole(10, 20), [told(10), told(20, true)])).toEqual([]);
    expect(thin(whole(10, 20), [told(10, true), told(20)])).toEqual([]);
    expect(thin(whole(60))).toEqual([]);
  });
});
