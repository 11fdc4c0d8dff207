import { describe, expect, it } from 'vitest';
import { TokenBucket } from './TokenBucket.ts';

describe('a token bucket', () => {
  it('lets a burst through, then asks to wait for its rate', () => {
    const bucket = new TokenBucket(10, 3, 0);
    expect([bucket.take(0), bucket.take(0), bucket.take(0), bucket.take(0)]).toEqual([0, 0, 0, 100]);
    expect(bucket.take(200)).toBe(0);
  });

  it('does not fill above its burst, nor when the clock jumps back', () => {
    const bucket = new TokenBucket(10, 2, 0);
    expect([bucket.take(60_000), bucket.take(60_000), bucket.take(60_000)]).toEqual([0, 0, 100]);
    expect(bucket.take(0)).toBe(200);
  });
});
