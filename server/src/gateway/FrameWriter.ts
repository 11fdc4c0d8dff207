import type { Duplex } from 'node:stream';
import * as ws from 'ws';

/** The part of `ws` that its types leave out: a frame's bytes, header and payload, as its own sender makes them. */
const { Sender } = ws as unknown as {
  readonly Sender: { frame(data: Uint8Array, options: FrameOptions): Uint8Array[] };
};

interface FrameOptions {
  readonly fin: boolean;
  readonly opcode: number;
  readonly mask: boolean;
  readonly readOnly: boolean;
  readonly rsv1: boolean;
}

const BINARY: FrameOptions = { fin: true, opcode: 2, mask: false, readOnly: true, rsv1: false };

/** A message that goes to many is put into its frame once: what a server sends is not masked, so the bytes are the same. */
const framed = new WeakMap<Uint8Array, Uint8Array>();

function frameOf(message: Uint8Array): Uint8Array {
  const known = framed.get(message);
  if (known !== undefined) return known;
  const made = Buffer.concat(Sender.frame(message, BINARY));
  framed.set(message, made);
  return made;
}

/** Streams that wait for the end of this turn of the event loop. */
let corked: Duplex[] = [];

function cork(stream: Duplex): void {
  if (corked.length === 0) setImmediate(uncorkAll);
  corked.push(stream);
  stream.cork();
}

function uncorkAll(): void {
  const waiting = corked;
  corked = [];
  for (const stream of waiting) stream.uncork();
}

/**
 * Writes messages to one socket: all that one turn of the event loop has for it leaves in one system call. Most of what a
 * relay costs is these calls, and `ws` makes one with two buffers for each message.
 */
export class FrameWriter {
  readonly #socket: ws.WebSocket;
  readonly #stream: Duplex;

  /** @param stream what lies under the WebSocket; nothing but whole frames is ever written to it. */
  constructor(socket: ws.WebSocket, stream: Duplex) {
    this.#socket = socket;
    this.#stream = stream;
  }

  /** Bytes that the other side has not taken yet. */
  get waiting(): number {
    return this.#stream.writableLength;
  }

  send(message: Uint8Array): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#stream.writableCorked === 0) cork(this.#stream);
    this.#stream.write(frameOf(message));
  }
}
