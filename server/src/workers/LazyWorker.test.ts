import { Worker } from 'node:worker_threads';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LazyWorker } from './LazyWorker.ts';

/** Answers with what it was asked; `hang` is never answered, `die` ends the worker. */
const ECHO = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ id, op, arg }) => {
    if (op === 'die') throw new Error('too much for me');
    if (op === 'hang') for (;;);
    parentPort.postMessage({ id, ok: true, value: arg });
  });
`;

function startLazyWorker(options: { timeoutMs?: number; idleMs?: number } = {}) {
  const started: Worker[] = [];
  const lazy = new LazyWorker({
    start: () => {
      const worker = new Worker(ECHO, { eval: true });
      started.push(worker);
      return worker;
    },
    timeoutMs: 5_000,
    idleMs: 5_000,
    ...options,
  });
  onTestFinished(() => lazy.close());
  return { lazy, started };
}

describe('a worker for rare work', () => {
  test('starts with the first call and serves the next ones too', async () => {
    const { lazy, started } = startLazyWorker();
    expect(started).toHaveLength(0);
    expect(await Promise.all([lazy.call('echo', 1), lazy.call('echo', 2)])).toEqual([1, 2]);
    expect(await lazy.call('echo', 3)).toBe(3);
    expect(started).toHaveLength(1);
  });

  test('what takes too long is given up with its worker, and the next call gets a new one', async () => {
    const { lazy, started } = startLazyWorker({ timeoutMs: 300 });
    await expect(lazy.call('hang', null)).rejects.toMatchObject({ code: 'internal' });
    expect(await lazy.call('echo', 'still here')).toBe('still here');
    expect(started).toHaveLength(2);
  });

  test('a worker that dies refuses what it was given, and the next call gets a new one', async () => {
    const { lazy, started } = startLazyWorker();
    await expect(lazy.call('die', null)).rejects.toMatchObject({ code: 'internal' });
    expect(await lazy.call('echo', 'still here')).toBe('still here');
    expect(started).toHaveLength(2);
  });

  test('it ends when nobody asks for a while', async () => {
    const { lazy, started } = startLazyWorker({ idleMs: 20 });
    await lazy.call('echo', 1);
    const ended = new Promise((resolve) => started[0]?.once('exit', resolve));
    await ended;
    await wait(0);
    expect(await lazy.call('echo', 2)).toBe(2);
    expect(started).toHaveLength(2);
  });
});
