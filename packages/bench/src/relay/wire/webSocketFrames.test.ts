import { describe, expect, it } from 'vitest';
import { clientFrame, FrameReader, OPCODE } from './webSocketFrames.ts';

/** A server's frame: the client's without its mask. */
function serverFrame(payload: Uint8Array, opcode: number = OPCODE.binary): Uint8Array {
  const { frame } = clientFrame(payload, opcode);
  const header = frame.length - payload.length - 4;
  const bytes = Uint8Array.from([...frame.subarray(0, header), ...payload]);
  bytes[1] = (bytes[1] as number) & 127;
  return bytes;
}

const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i % 251);

describe("a client's frame", () => {
  it.each([0, 125, 126, 65_535, 65_536])('holds %i bytes behind a header of the right size', (length) => {
    const { frame, payload } = clientFrame(bytes(length), OPCODE.binary);
    expect(frame.length).toBe(length + 6 + (length < 126 ? 0 : length < 65_536 ? 2 : 8));
    expect([...payload]).toEqual([...bytes(length)]);
  });

  it('is patched where its payload is patched', () => {
    const { frame, payload } = clientFrame(bytes(3), OPCODE.binary);
    payload[2] = 99;
    expect(frame.at(-1)).toBe(99);
  });
});

describe('reading frames', () => {
  it.each([1, 2, 3, 7, 1_000, 100_000])('finds the same payloads in chunks of %i bytes', (chunkBytes) => {
    const payloads = [0, 1, 125, 126, 5_000, 70_000].map(bytes);
    const stream = Buffer.concat(payloads.map((payload) => serverFrame(payload)));
    const read: Uint8Array[] = [];
    const reader = new FrameReader((payload) => read.push(payload.slice()));
    for (let at = 0; at < stream.length; at += chunkBytes) reader.push(stream.subarray(at, at + chunkBytes));
    expect(read.map((payload) => [...payload])).toEqual(payloads.map((payload) => [...payload]));
    expect(reader.frames).toBe(6);
  });

  it.each([1, 7, 100_000])('puts fragments together, with a ping in between, in chunks of %i bytes', (chunkBytes) => {
    const first = serverFrame(bytes(300));
    first[0] = OPCODE.binary;
    const last = serverFrame(bytes(20), OPCODE.continuation);
    const stream = Buffer.concat([first, serverFrame(bytes(2), OPCODE.ping), last, serverFrame(bytes(5))]);
    const read: [number, number[]][] = [];
    const reader = new FrameReader((payload, opcode) => read.push([opcode, [...payload]]));
    for (let at = 0; at < stream.length; at += chunkBytes) reader.push(stream.subarray(at, at + chunkBytes));
    expect(read).toEqual([
      [OPCODE.ping, [...bytes(2)]],
      [OPCODE.binary, [...bytes(300), ...bytes(20)]],
      [OPCODE.binary, [...bytes(5)]],
    ]);
    expect(reader.frames).toBe(3);
    const counting = new FrameReader((payload) => read.push([0, [...payload]]));
    counting.collectUpTo = 100;
    counting.push(stream);
    // The ping and the last message; nothing of the one whose beginning was too large.
    expect(read.slice(3).map(([, payload]) => payload.length)).toEqual([2, 5]);
  });

  it('passes over payloads above the limit and counts them, but never passes over a ping', () => {
    const read: number[] = [];
    const reader = new FrameReader((payload, opcode) => read.push(opcode, payload.length));
    reader.collectUpTo = 0;
    reader.push(serverFrame(bytes(300)));
    reader.push(serverFrame(bytes(2), OPCODE.ping));
    expect(reader.frames).toBe(2);
    expect(read).toEqual([OPCODE.ping, 2]);
  });
});
