import { expect, it, vi } from 'vitest';
import type { ReplayState } from '../replay/ReplayController.ts';
import { catchUp, followPlace } from './followPlace.ts';

function replayAt(at: number, to = 100_000) {
  let state = { at, range: { from: 0, to } } as ReplayState;
  return {
    state: () => state,
    seek: vi.fn<(t: number) => void>((t) => {
      state = { ...state, at: t };
    }),
    play: vi.fn<() => void>(),
    pause: vi.fn<() => void>(),
    setSpeed: vi.fn<(speed: number) => void>(),
    refresh: vi.fn<() => Promise<void>>(async () => undefined),
  };
}
const place = { at: 10_000, playing: true, speed: 4, asked: null };

it('plays as the one who leads does, and jumps only when it is far off', () => {
  const near = replayAt(7_000);
  followPlace(near, place);
  expect(near.setSpeed).toHaveBeenCalledWith(4);
  expect(near.play).toHaveBeenCalled();
  expect(near.seek).not.toHaveBeenCalled();
  const far = replayAt(1_000);
  followPlace(far, place);
  expect(far.seek).toHaveBeenCalledWith(10_000);
});

it('stops exactly where the one who leads stands', () => {
  const replay = replayAt(9_999);
  followPlace(replay, { ...place, playing: false });
  expect(replay.pause).toHaveBeenCalled();
  expect(replay.seek).toHaveBeenCalledWith(10_000);
  const there = replayAt(10_000);
  followPlace(there, { ...place, playing: false });
  expect(there.seek).not.toHaveBeenCalled();
});

it('waits at the end for the one who leads, as playing there would begin anew', () => {
  const ahead = replayAt(11_000, 11_000);
  followPlace(ahead, place);
  expect(ahead.seek).not.toHaveBeenCalled();
  expect(ahead.play).not.toHaveBeenCalled();
  // Whoever leads has begun anew.
  followPlace(ahead, { ...place, at: 1_000 });
  expect(ahead.seek).toHaveBeenCalledWith(1_000);
  expect(ahead.play).toHaveBeenCalled();
});

it('asks what happened since where the one who leads knows more, and goes no further than it knows', async () => {
  const behind = replayAt(5_000, 9_000);
  await catchUp(behind, place);
  expect(behind.refresh).toHaveBeenCalledOnce();
  followPlace(behind, { ...place, playing: false });
  expect(behind.seek).toHaveBeenCalledWith(9_000);
  const abreast = replayAt(5_000, 10_000);
  await catchUp(abreast, place);
  expect(abreast.refresh).not.toHaveBeenCalled();
});
