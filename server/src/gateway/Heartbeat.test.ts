import { EventEmitter } from 'node:events';
import type { WebSocket } from 'ws';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Heartbeat } from './Heartbeat.ts';

class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  pings = 0;
  ended = false;
  isPaused = false;
  ping = () => (this.pings += 1);
  terminate = () => (this.ended = true);
}

function watched() {
  const heartbeat = new Heartbeat(1_000_000);
  onTestFinished(() => heartbeat.stop());
  const socket = new FakeSocket();
  const stream = { bytesWritten: 0, writableLength: 0 };
  heartbeat.watch(socket as unknown as WebSocket, stream);
  return { heartbeat, socket, stream };
}

describe('the heartbeat', () => {
  it('ends a half-open socket: one ping without an answer', () => {
    const { heartbeat, socket } = watched();
    heartbeat.beat();
    socket.emit('pong');
    heartbeat.beat();
    expect([socket.pings, socket.ended]).toEqual([2, false]);
    heartbeat.beat();
    expect(socket.ended).toBe(true);
  });

  it('waits for one that still takes what was written before the ping, and not when it stops', () => {
    const { heartbeat, socket, stream } = watched();
    stream.bytesWritten = 1_000;
    for (let waiting = 900; waiting > 0; waiting -= 300) {
      stream.writableLength = waiting;
      heartbeat.beat();
    }
    expect(socket.ended).toBe(false);
    heartbeat.beat();
    expect(socket.ended).toBe(true);
  });

  it('is not taken in by what the kernel takes while nothing waits: the other side may be gone', () => {
    const { heartbeat, socket, stream } = watched();
    heartbeat.beat();
    stream.bytesWritten += 500;
    heartbeat.beat();
    expect(socket.ended).toBe(true);
  });

  it('does not hold against one what it could not be heard to say: while it is paused nothing is read', () => {
    const { heartbeat, socket } = watched();
    heartbeat.beat();
    socket.isPaused = true;
    for (let beat = 0; beat < 3; beat++) heartbeat.beat();
    expect(socket.ended).toBe(false);
    socket.isPaused = false;
    heartbeat.beat();
    heartbeat.beat();
    expect(socket.ended).toBe(true);
  });

  it('forgets a socket that closed', () => {
    const { heartbeat, socket } = watched();
    socket.emit('close');
    expect([...heartbeat.sockets]).toEqual([]);
  });
});
