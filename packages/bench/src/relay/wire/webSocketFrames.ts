/**
 * As much of RFC 6455 as a load generator needs: it writes whole masked frames, and of what it reads it looks only into
 * the payloads that somebody asked for. All others are counted and passed over, which is what makes hundreds of readers cheap.
 */
export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

const FIN = 0x80;
const MASKED = 0x80;
const MASK_BYTES = 4;

/** A client's frame around a payload. The mask is zero, so that the payload in the frame may be patched in place. */
export function clientFrame(payload: Uint8Array, opcode: number): { frame: Uint8Array; payload: Uint8Array } {
  const { length } = payload;
  const extra = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const start = 2 + extra + MASK_BYTES;
  const frame = new Uint8Array(start + length);
  const view = new DataView(frame.buffer);
  frame[0] = FIN | opcode;
  frame[1] = MASKED | (extra === 0 ? length : extra === 2 ? 126 : 127);
  if (extra === 2) view.setUint16(2, length);
  if (extra === 8) view.setBigUint64(2, BigInt(length));
  frame.set(payload, start);
  return { frame, payload: frame.subarray(start) };
}

export type OnPayload = (payload: Uint8Array, opcode: number) => void;

/** Splits what a server sends into messages, however it is cut into fragments and chunks. */
export class FrameReader {
  /** Fragments of one message are one. */
  frames = 0;
  /** Payloads up to so many bytes are handed over; larger ones are only counted. Control frames always are. */
  collectUpTo = Infinity;
  readonly #onPayload: OnPayload;
  readonly #header = new Uint8Array(10);
  #headerBytes = 0;
  #opcode = 0;
  /** Bytes of the payload still to come; -1 while the header is not whole. */
  #missing = -1;
  #collected: Uint8Array | null = null;
  #collectedBytes = 0;
  /** Whether the frame under way is the last of its message. */
  #isLast = true;
  /** The message under way, where it comes in fragments; null where it is only counted. */
  #message: { readonly opcode: number; readonly parts: Uint8Array[] } | null = null;

  constructor(onPayload: OnPayload) {
    this.#onPayload = onPayload;
  }

  /** `chunk` is looked at only during the call; so is a payload only during `onPayload`. */
  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length || this.#missing === 0) {
      if (this.#missing < 0) {
        this.#takeHeaderByte(chunk[at++] as number);
        continue;
      }
      const end = Math.min(chunk.length, at + this.#missing);
      this.#takePayload(chunk.subarray(at, end));
      at = end;
    }
  }

  #takeHeaderByte(byte: number): void {
    this.#header[this.#headerBytes++] = byte;
    const short = (this.#header[1] as number) & 127;
    const whole = this.#headerBytes < 2 ? 2 : 2 + (short === 126 ? 2 : short === 127 ? 8 : 0);
    if (this.#headerBytes < whole) return;
    const view = new DataView(this.#header.buffer);
    this.#missing = short === 126 ? view.getUint16(2) : short === 127 ? Number(view.getBigUint64(2)) : short;
    this.#opcode = (this.#header[0] as number) & 15;
    this.#headerBytes = 0;
    this.#isLast = ((this.#header[0] as number) & FIN) !== 0;
    const isContinued = this.#opcode === OPCODE.continuation;
    if (!isContinued) this.frames += 1;
    const fits = this.#missing <= this.collectUpTo;
    // What was not wanted at its beginning is not wanted at its end.
    const wanted = this.#opcode >= OPCODE.close || (isContinued ? this.#message !== null && fits : fits);
    this.#collected = wanted ? EMPTY : null;
    this.#collectedBytes = 0;
  }

  #takePayload(part: Uint8Array): void {
    const whole = this.#collectedBytes === 0 && part.length === this.#missing;
    this.#missing -= part.length;
    if (this.#collected !== null && !whole) this.#collect(part);
    if (this.#missing > 0) return;
    this.#missing = -1;
    this.#hand(this.#collected === null ? null : whole ? part : this.#collected);
  }

  /** The payload of one frame is there; null where it was only counted. */
  #hand(payload: Uint8Array | null): void {
    if (this.#opcode >= OPCODE.close) {
      if (payload !== null) this.#onPayload(payload, this.#opcode);
      return;
    }
    const isContinued = this.#opcode === OPCODE.continuation;
    if (this.#isLast && !isContinued) {
      if (payload !== null) this.#onPayload(payload, this.#opcode);
      return;
    }
    const begun = isContinued ? this.#message : { opcode: this.#opcode, parts: [] };
    this.#message = payload === null ? null : begun;
    if (payload === null || begun === null) return;
    // The chunk that it lies in is there during the call only.
    begun.parts.push(payload.slice());
    if (!this.#isLast) return;
    this.#message = null;
    this.#onPayload(Buffer.concat(begun.parts), begun.opcode);
  }

  /** A payload that comes in more than one chunk is put together in a buffer of its own. */
  #collect(part: Uint8Array): void {
    if (this.#collectedBytes === 0) this.#collected = new Uint8Array(part.length + this.#missing);
    this.#collected?.set(part, this.#collectedBytes);
    this.#collectedBytes += part.length;
  }
}

const EMPTY = new Uint8Array(0);
