import { decodeUtf8 } from 'lib0/string';
import { utf16LengthOf } from './utf16LengthOf.ts';

/** 8 bytes of 7 bits hold every safe integer; lib0 would read on, and answers NaN for a long enough run of zeros. */
const MAX_VAR_BYTES = 8;

/**
 * Reads lib0's encoding from bytes that nobody vouches for.
 *
 * A failure is sticky and never thrown: the first reason stays, the position jumps to the end, and every later read
 * gives 0. A loop over a count that was read therefore only has to look at `ok`.
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  position = 0;
  failure: string | null = null;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get ok(): boolean {
    return this.failure === null;
  }

  get left(): number {
    return this.bytes.length - this.position;
  }

  fail(reason: string): void {
    this.failure ??= `${reason} at byte ${this.position}`;
    this.position = this.bytes.length;
  }

  uint8(): number {
    const byte = this.bytes[this.position];
    if (byte === undefined) {
      this.fail('unexpected end');
      return 0;
    }
    this.position += 1;
    return byte;
  }

  varUint(): number {
    let value = 0;
    let factor = 1;
    for (let read = 0; read < MAX_VAR_BYTES; read += 1) {
      const byte = this.uint8();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return this.#safe(value);
      factor *= 128;
    }
    this.fail('integer out of range');
    return 0;
  }

  #safe(value: number): number {
    if (value <= Number.MAX_SAFE_INTEGER) return value;
    this.fail('integer out of range');
    return 0;
  }

  /** lib0's signed integer: a sign bit and six bits, then seven a byte. Its length is that of an unsigned one. */
  skipVarInt(): void {
    let bytes = 1;
    while (this.uint8() >= 0x80) {
      bytes += 1;
      if (bytes > MAX_VAR_BYTES) this.fail('integer out of range');
    }
  }

  /** Reads how many things follow, each of which takes at least `bytesEach` (1 or more): more than fit is a failure. */
  count(bytesEach: number): number {
    const count = this.varUint();
    if (count * bytesEach <= this.left) return count;
    this.fail('more announced than bytes are left');
    return 0;
  }

  skip(bytes: number): void {
    if (bytes > this.left) this.fail('unexpected end');
    else this.position += bytes;
  }

  /** Passes over bytes that must be UTF-8. @returns their length in UTF-16 code units, which is how Yjs counts. */
  skipUtf8(bytes: number): number {
    const start = this.position;
    this.skip(bytes);
    if (!this.ok) return 0;
    const length = utf16LengthOf(this.bytes, start, this.position);
    if (length < 0) this.fail('not UTF-8');
    return Math.max(length, 0);
  }

  /** @returns the string's length in UTF-16 code units. */
  skipString(): number {
    return this.skipUtf8(this.varUint());
  }

  string(): string {
    const bytes = this.varUint();
    this.skipUtf8(bytes);
    return this.ok ? decodeUtf8(this.bytes.subarray(this.position - bytes, this.position)) : '';
  }
}
