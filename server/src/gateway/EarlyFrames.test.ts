import { describe, expect, it } from 'vitest';
import { EarlyFrames } from './EarlyFrames.ts';

const bytes = (length: number): Uint8Array => new Uint8Array(length);

describe('frames that come before a socket is let in', () => {
  it('are given back in order, once', () => {
    const early = new EarlyFrames(10);
    early.keep(bytes(1), true);
    early.keep(bytes(2), false);
    expect(early.release().map(({ frame, isBinary }) => [frame.byteLength, isBinary])).toEqual([
      [1, true],
      [2, false],
    ]);
    expect(early.release()).toEqual([]);
  });

  it('frame_too_large: are no larger than any frame may be', () => {
    expect([10, 11].map((length) => new EarlyFrames(10).keep(bytes(length), true))).toEqual([null, 'frame_too_large']);
  });

  it('rate_limited: come to little altogether, in number and in bytes', () => {
    const many = new EarlyFrames(1_000);
    expect(Array.from({ length: 65 }, () => many.keep(bytes(1), true)).indexOf('rate_limited')).toBe(64);
    const large = new EarlyFrames(10);
    expect([10, 10, 1].map((length) => large.keep(bytes(length), true))).toEqual([null, null, 'rate_limited']);
  });
});
