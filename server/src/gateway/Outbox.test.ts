import { describe, expect, it } from 'vitest';
import { Outbox } from './Outbox.ts';

const LIMITS = { maxPresenceBytes: 10, maxFedBytes: 40, maxQueuedBytes: 100, patienceMs: 1_000 };

function slowReader() {
  const socket = {
    waiting: 0,
    taken: 0,
    send: (frame: Uint8Array) => void (socket.waiting += frame.byteLength),
    take: (bytes: number) => {
      socket.waiting -= bytes;
      socket.taken += bytes;
    },
  };
  const clock = { now: 0 };
  return { socket, clock, outbox: new Outbox(socket, LIMITS, () => clock.now) };
}

describe('what waits in a socket', () => {
  it('leaves presence out first, then edits, and gives up at last', () => {
    const { outbox } = slowReader();
    expect(outbox.room).toBe('free');
    outbox.send(new Uint8Array(30));
    expect(outbox.room).toBe('edits only');
    outbox.send(new Uint8Array(30));
    expect(outbox.room).toBe('nothing');
    outbox.send(new Uint8Array(60));
    expect(outbox.room).toBe('nothing');
    outbox.send(new Uint8Array(60));
    expect(outbox.room).toBe('hopeless');
  });

  it('feeds a reader again only when it has read nearly all of what waited', () => {
    const { outbox, socket } = slowReader();
    outbox.send(new Uint8Array(50));
    expect(outbox.room).toBe('nothing');
    socket.waiting = 30;
    expect(outbox.room).toBe('nothing');
    socket.waiting = 10;
    expect(outbox.room).toBe('free');
    socket.waiting = 30;
    expect(outbox.room).toBe('edits only');
  });

  it('takes a state that is longer than anything that may wait', () => {
    const { outbox, socket } = slowReader();
    outbox.send(new Uint8Array(10_000));
    outbox.send(new Uint8Array(90));
    expect(outbox.room).toBe('nothing');
    outbox.send(new Uint8Array(20));
    expect(outbox.room).toBe('hopeless');
    socket.take(socket.waiting);
    outbox.send(new Uint8Array(90));
    outbox.send(new Uint8Array(20));
    expect(outbox.room).toBe('nothing');
  });

  it('goes on with one that is very slow, as long as it reads at all', () => {
    const { outbox, socket, clock } = slowReader();
    outbox.send(new Uint8Array(1_000));
    for (let byte = 0; byte < 50; byte++) {
      clock.now += 900;
      socket.take(1);
      expect(outbox.room).toBe('nothing');
    }
    clock.now += 1_001;
    expect(outbox.room).toBe('hopeless');
  });

  it('gives up on one that never reads, however little waits', () => {
    const { outbox, clock } = slowReader();
    outbox.send(new Uint8Array(50));
    expect(outbox.room).toBe('nothing');
    clock.now = 1_001;
    expect(outbox.room).toBe('hopeless');
  });
});
