import { expect, it, vi } from 'vitest';
import { Brake } from './Brake.ts';

it('a socket is read again once no reason is left to wait', async () => {
  const socket = { pause: vi.fn<() => void>(), resume: vi.fn<() => void>() };
  const brake = new Brake(socket);
  const [rate, log] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  expect(brake.hold('rate', rate.promise)).toBe(true);
  expect(brake.hold('log', log.promise)).toBe(true);
  expect(brake.hold('log', log.promise)).toBe(false);
  expect(socket.pause).toHaveBeenCalledTimes(1);
  rate.resolve();
  await rate.promise;
  expect(socket.resume).not.toHaveBeenCalled();
  log.resolve();
  await log.promise;
  await Promise.resolve();
  expect(socket.resume).toHaveBeenCalledTimes(1);
});
