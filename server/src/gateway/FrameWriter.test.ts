import { Duplex, type Writable } from 'node:stream';
import * as ws from 'ws';
import type { WebSocket } from 'ws';
import { describe, expect, it } from 'vitest';
import { FrameWriter } from './FrameWriter.ts';

/** The part of `ws` that its types leave out: what reads frames on the other side. */
const { Receiver } = ws as unknown as { readonly Receiver: new (options: { isServer: boolean }) => Writable };

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The stream under a socket, whose other side takes what was written only when the test says so. */
function slowSocket() {
  const received: Buffer[] = [];
  const receiver = new Receiver({ isServer: false });
  receiver.on('message', (data: Buffer) => received.push(data));
  let take: (() => void) | null = null;
  const pings: Buffer[] = [];
  receiver.on('ping', (data: Buffer) => pings.push(data));
  const stream = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      take = () => receiver.write(chunk, () => done());
    },
  });
  const socket = { readyState: 1, OPEN: 1 };
  const takeOne = async () => {
    const taking = take;
    take = null;
    taking?.();
    await turn();
    await turn();
  };
  return { received, pings, stream, socket, takeOne, writer: new FrameWriter(socket as unknown as WebSocket, stream) };
}

const message = (length: number, fill: number) => new Uint8Array(length).fill(fill);

describe('writing messages to a socket', () => {
  it('gives a long one out in parts, one when the one before was taken, and what came behind it after it', async () => {
    const { writer, stream, received, takeOne } = slowSocket();
    writer.send(message(200_000, 1));
    writer.send(message(10, 2));
    expect(stream.writableLength).toBeLessThan(70_000);
    expect(writer.waiting).toBeGreaterThan(200_000);
    const taken: number[] = [];
    for (let part = 0; part < 5; part++) {
      await takeOne();
      taken.push(writer.taken);
    }
    expect(taken).toEqual([...taken].toSorted((a, b) => a - b));
    expect(new Set(taken).size).toBe(5);
    expect(received.map((data) => [data.byteLength, data[0]])).toEqual([
      [200_000, 1],
      [10, 2],
    ]);
    expect(writer.waiting).toBe(0);
  });

  it('lets a ping in between the parts', async () => {
    const { writer, stream, received, pings, takeOne } = slowSocket();
    writer.send(message(200_000, 1));
    await takeOne();
    stream.write(Buffer.from([0x89, 0]));
    for (let part = 0; part < 5; part++) await takeOne();
    expect([pings.length, received.length]).toEqual([1, 1]);
  });

  it('says nothing more once the closing was said', async () => {
    const { writer, socket, received, takeOne } = slowSocket();
    writer.send(message(200_000, 1));
    socket.readyState = 2;
    for (let part = 0; part < 5; part++) await takeOne();
    writer.send(message(10, 2));
    expect([received.length, writer.waiting]).toEqual([0, 0]);
  });
});
