import { createHash } from 'node:crypto';
import { constants, zstdCompressSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { browserCodec } from './browserCodec.ts';

const packed = (bytes: Uint8Array, level: number) =>
  zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: level } });

/** Bytes with and without what packs well. */
const content = fc.oneof(
  fc.uint8Array({ maxLength: 3_000, size: 'max' }),
  fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 3_000 }))
    .map(([piece, times]) => Uint8Array.from({ length: piece.length * times }, (_, i) => piece[i % piece.length] ?? 0)),
);

describe('what a browser opens sealed history with', () => {
  it('unpacks what the server packed, at any level', () => {
    fc.assert(
      fc.property(content, fc.constantFrom(3, 12, 19), (bytes, level) => {
        expect(Buffer.from(browserCodec.decompress(packed(bytes, level), bytes.length)).equals(bytes)).toBe(true);
      }),
    );
  });

  it('throws on what is not zstd, is cut off, or comes to another length', () => {
    const bytes = packed(new Uint8Array(1_000).fill(7), 12);
    expect(() => browserCodec.decompress(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]), 8)).toThrow();
    expect(() => browserCodec.decompress(bytes.subarray(0, 8), 1_000)).toThrow();
    expect(() => browserCodec.decompress(bytes, 999)).toThrow(RangeError);
  });

  it('has the same SHA-256 as the server', () => {
    fc.assert(
      fc.property(content, (bytes) => {
        expect(browserCodec.sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
      }),
    );
  });
});
