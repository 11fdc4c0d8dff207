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

const CONTINUATION = 0;
const BINARY = 2;
const UNMASKED = { mask: false, readOnly: true, rsv1: false };

/**
 * A long message goes out in fragments of this size, one after the other: so that one can see a slow reader take it, and
 * that a ping gets in between.
 */
const FRAGMENT_BYTES = 64 * 1024;

/** A message that goes to many is put into its frames once: what a server sends is not masked, so the bytes are the same. */
const framed = new WeakMap<Uint8Array, readonly Uint8Array[]>();

function framesOf(message: Uint8Array): readonly Uint8Array[] {
  const known = framed.get(message);
  if (known !== undefined) return known;
  const frames: Uint8Array[] = [];
  let at = 0;
  do {
    const part = message.subarray(at, at + FRAGMENT_BYTES);
    const opcode = at === 0 ? BINARY : CONTINUATION;
    at += FRAGMENT_BYTES;
    frames.push(Buffer.concat(Sender.frame(part, { ...UNMASKED, opcode, fin: at >= message.byteLength })));
  } while (at < message.byteLength);
  framed.set(message, frames);
  return frames;
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
  /** Fragments of a long message, and whatever came behind it, that the stream was not given yet. */
  readonly #queue: Uint8Array[] = [];
  #queuedBytes = 0;
  /** Whether a fragment is with the stream: the next one follows when it was taken. */
  #isUnderWay = false;
  #given = 0;

  /** @param stream what lies under the WebSocket; nothing but whole frames is ever written to it. */
  constructor(socket: ws.WebSocket, stream: Duplex) {
    this.#socket = socket;
    this.#stream = stream;
  }

  /** Bytes that the other side has not taken yet. */
  get waiting(): number {
    return this.#queuedBytes + this.#stream.writableLength;
  }

  /** Bytes that it has taken so far: as long as they grow, somebody reads. */
  get taken(): number {
    return this.#given - this.waiting;
  }

  send(message: Uint8Array): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    const frames = framesOf(message);
    for (const frame of frames) this.#given += frame.byteLength;
    const [only] = frames;
    if (only !== undefined && frames.length === 1 && this.#queue.length === 0) return this.#write(only);
    for (const frame of frames) {
      this.#queue.push(frame);
      this.#queuedBytes += frame.byteLength;
    }
    if (!this.#isUnderWay) this.#writeNext();
  }

  #write(frame: Uint8Array): void {
    if (this.#stream.writableCorked === 0) cork(this.#stream);
    this.#stream.write(frame);
  }

  #writeNext(): void {
    const frame = this.#queue.shift();
    this.#isUnderWay = frame !== undefined;
    if (frame === undefined) return;
    this.#queuedBytes -= frame.byteLength;
    this.#stream.write(frame, (error) => {
      // Once the closing was said nothing may follow it.
      if (error || this.#socket.readyState !== this.#socket.OPEN) this.#forget();
      else this.#writeNext();
    });
  }

  #forget(): void {
    this.#isUnderWay = false;
    this.#queue.length = 0;
    this.#queuedBytes = 0;
  }
}
