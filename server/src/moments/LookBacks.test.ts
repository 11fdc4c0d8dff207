import type { BoardId, LookBackPlace, PersonId } from '@weft/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LookBacks, type LedLookBack } from './LookBacks.ts';

const BOARD = 'board' as BoardId;
const [ADA, BEN, CLEO] = ['ada', 'ben', 'cleo'] as PersonId[] as [PersonId, PersonId, PersonId];
const place = (at: number): LookBackPlace => ({ at, playing: false, speed: 1, asked: null });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function lookBacks() {
  const onLost = vi.fn<(boardId: BoardId, leaderId: PersonId) => void>();
  const all = new LookBacks({ silenceMs: 1_000, now: () => Date.now(), onLost });
  const heard: { led: LedLookBack | null; following: number }[] = [];
  const follow = (personId: PersonId) =>
    all.follow(BOARD, personId, (led, following) => heard.push({ led, following }));
  return { all, onLost, heard, follow };
}

describe('looking back together', () => {
  it('tells whoever follows at once where it is, and then each place', () => {
    const { all, heard, follow } = lookBacks();
    expect(all.lead(BOARD, ADA, place(1))).toEqual({ began: true });
    follow(BEN);
    expect(all.lead(BOARD, ADA, place(2))).toEqual({ began: false });
    expect(heard.map(({ led, following }) => [led?.leaderId, led?.place.at, following])).toEqual([
      [ADA, 1, 1],
      [ADA, 2, 1],
    ]);
  });

  it('counts people who follow, each once, whoever leads not among them', () => {
    const { all, heard, follow } = lookBacks();
    follow(ADA);
    follow(BEN);
    follow(BEN);
    const stop = follow(CLEO);
    all.lead(BOARD, ADA, place(1));
    expect(heard.at(-1)?.following).toBe(2);
    stop();
    expect(heard.at(-1)?.following).toBe(1);
  });

  it('has one who leads: another is refused until it has ended', () => {
    const { all, heard, follow } = lookBacks();
    follow(CLEO);
    all.lead(BOARD, ADA, place(1));
    expect(() => all.lead(BOARD, BEN, place(1))).toThrow(expect.objectContaining({ code: 'look_back_taken' }));
    expect(() => all.end(BOARD, BEN)).toThrow(expect.objectContaining({ code: 'look_back_not_found' }));
    all.end(BOARD, ADA);
    expect(heard.at(-1)).toEqual({ led: null, following: 1 });
    expect(all.lead(BOARD, BEN, place(5))).toEqual({ began: true });
  });

  it('ends when whoever leads is not heard of any more, and says so', () => {
    const { all, heard, follow, onLost } = lookBacks();
    follow(BEN);
    all.lead(BOARD, ADA, place(1));
    vi.advanceTimersByTime(900);
    all.lead(BOARD, ADA, place(2));
    vi.advanceTimersByTime(900);
    expect(onLost).not.toHaveBeenCalled();
    vi.advanceTimersByTime(200);
    expect(onLost).toHaveBeenCalledExactlyOnceWith(BOARD, ADA);
    expect(heard.at(-1)?.led).toBeNull();
  });

  it('forgets who is not on the board any more: they hear nothing, lead nobody, and are not counted', () => {
    const { all, heard, follow, onLost } = lookBacks();
    follow(BEN);
    const onGone = vi.fn<() => void>();
    all.follow(BOARD, CLEO, () => undefined, onGone);
    all.lead(BOARD, ADA, place(1));
    expect(heard.at(-1)?.following).toBe(2);
    all.forget(BOARD, CLEO);
    expect(onGone).toHaveBeenCalledOnce();
    expect(heard.at(-1)?.following).toBe(1);
    all.forget(BOARD, ADA);
    expect(onLost).toHaveBeenCalledExactlyOnceWith(BOARD, ADA);
    expect(heard.at(-1)).toEqual({ led: null, following: 1 });
    vi.advanceTimersByTime(2_000);
    expect(onLost).toHaveBeenCalledOnce();
    all.forget(BOARD, null);
    const count = heard.length;
    all.lead(BOARD, ADA, place(2));
    expect(heard).toHaveLength(count);
  });

  it('takes no more places than a screen can show', () => {
    const { all } = lookBacks();
    const flood = () => {
      for (let index = 0; index < 100; index++) all.lead(BOARD, ADA, place(index));
    };
    expect(flood).toThrow(expect.objectContaining({ code: 'rate_limited' }));
    vi.advanceTimersByTime(500);
    expect(() => all.lead(BOARD, ADA, place(1))).not.toThrow();
  });
});
