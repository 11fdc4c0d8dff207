import { describe, expect, it, vi } from 'vitest';
import { Brake } from './Brake.ts';
import { SendingRate } from './SendingRate.ts';
import { TokenBucket } from './TokenBucket.ts';

function startRate() {
  const socket = { pause: vi.fn<() => void>(), resume: vi.fn<() => void>() };
  const rate = new SendingRate({
    personRate: new TokenBucket(600, 3_000, performance.now()),
    brake: new Brake(socket),
    limits: { framesPerSecond: 200, frameBurst: 1_000 },
    holds: true,
  });
  return { rate, socket };
}

describe('the rate of a connection', () => {
  it('is not touched by frames that the server is quickly done with', () => {
    const { rate, socket } = startRate();
    for (let frame = 0; frame < 10_000; frame += 1) expect(rate.took(4.9)).toBe(true);
    expect(socket.pause).not.toHaveBeenCalled();
  });

  it('is used up by frames of a few bytes that keep the server busy: they are read more slowly, and then no longer', () => {
    const { rate, socket } = startRate();
    for (let frame = 0; frame < 5; frame += 1) expect(rate.took(400)).toBe(true);
    expect(socket.pause).not.toHaveBeenCalled();
    for (let frame = 0; frame < 6; frame += 1) expect(rate.took(400)).toBe(true);
    expect(socket.pause).toHaveBeenCalled();
    expect(Array.from({ length: 100 }, () => rate.took(400)).at(-1)).toBe(false);
  });

  it('is not used up by one frame with which the server was busy very long: the machine may have been', () => {
    const { rate } = startRate();
    expect(rate.took(60_000)).toBe(true);
    expect(rate.took(60_000)).toBe(true);
  });
});
