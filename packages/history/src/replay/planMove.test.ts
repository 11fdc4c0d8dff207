import { describe, expect, it } from 'vitest';
import { planMove, type DocumentPlan, type MoveQuestion } from './planMove.ts';

const keyframe = (seq: number, bytes = 20_000) => ({
  seq,
  at: seq,
  hash: `${seq}`,
  until: null as number | null,
  bytes,
});
const [first, second] = [keyframe(5_000), keyframe(10_000)];
const at = (seq: number, until: number | null = null) => ({ seq, until });
const damage = (seq: number, last: number) => ({ what: 'entries' as const, seq, last, words: 'damaged' });
const question: MoveQuestion = { here: null, target: 12_000, keyframes: [first, second], tracks: [], damages: [] };

function plan(change: Partial<MoveQuestion>): Omit<DocumentPlan, 'by'> {
  const { by, ...planned } = planMove({ ...question, ...change });
  expect(by).toBe('document');
  return planned as Omit<DocumentPlan, 'by'>;
}

describe('[H8] the way to a moment', () => {
  it('begins at the newest keyframe before it, or at nothing', () => {
    expect(plan({})).toEqual({ from: second, until: 12_000, gap: null });
    expect(plan({ target: 9_999 }).from).toBe(first);
    expect(plan({ target: 4_999 }).from).toBe('start');
  });

  it('goes on from where one is, over a keyframe too as long as reading that would take longer', () => {
    expect(plan({ here: at(11_000) }).from).toBe('here');
    expect(plan({ here: at(9_000) }).from).toBe('here');
    expect(plan({ here: at(8_999) }).from).toBe(second);
    expect(plan({ here: at(6_000), keyframes: [first, keyframe(10_000, 100_000)] }).from).toBe('here');
    expect(plan({ here: at(12_001) }).from).toBe(second);
  });

  it('[H10] goes no further from what is pruned than it is pruned for', () => {
    const pruned = { ...first, until: 10_000 };
    expect(plan({ keyframes: [pruned, second], target: 10_000 }).from).toBe(second);
    expect(plan({ keyframes: [pruned], target: 10_000 }).from).toBe(pruned);
    expect(plan({ keyframes: [pruned], target: 10_001 }).from).toBe('start');
    expect(plan({ keyframes: [pruned, second], here: at(9_900, 10_000) }).from).toBe(second);
  });

  it('[H9] leads round what is damaged: to before it, or by a keyframe after it', () => {
    const behind = damage(7_001, 9_000);
    expect(plan({ damages: [behind], here: at(6_000) })).toEqual({ from: second, until: 12_000, gap: null });
    const inside = damage(11_001, 11_500);
    expect(plan({ damages: [behind, inside] })).toEqual({ from: second, until: 11_000, gap: inside });
    expect(plan({ damages: [inside], here: at(10_500) })).toEqual({ from: 'here', until: 11_000, gap: inside });
    expect(plan({ damages: [inside], here: at(11_600) }).from).toBe(second);
  });

  it('[H12] is the track that tells of it, from wherever one is and whatever is damaged', () => {
    const tracks = [
      { seq: 0, until: 6_000, hash: 'a' },
      { seq: 6_000, until: 11_000, hash: 'b' },
    ];
    const by = (target: number) =>
      planMove({ ...question, tracks, target, here: at(5_990), damages: [damage(1, 9_000)] });
    for (const target of [0, 6_000]) expect(by(target)).toEqual({ by: 'track', track: tracks[0] });
    for (const target of [6_001, 11_000]) expect(by(target)).toEqual({ by: 'track', track: tracks[1] });
    expect(by(11_001)).toMatchObject({ by: 'document', from: second });
  });
});
