import { expect, it, vi } from 'vitest';
import type { ReplayState } from '../replay/ReplayController.ts';
import { followPlace } from './followPlace.ts';

function replayAt(at: number) {
  return {
    state: () => ({ at }) as ReplayState,
    seek: vi.fn<(t: number) => void>(),
    play: vi.fn<() => void>(),
    pause: vi.fn<() => void>(),
    setSpeed: vi.fn<(speed: number) => void>(),
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
