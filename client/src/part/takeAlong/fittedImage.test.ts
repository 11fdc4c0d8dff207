import { describe, expect, it } from 'vitest';
import { fitted } from './fittedImage.ts';

const FRAME = { width: 320, height: 208 };

describe('An image in the picture of its item', () => {
  it('fills the frame without being cut, in its middle', () => {
    expect(fitted({ width: 640, height: 208 }, FRAME)).toEqual({ x: 0, y: 52, width: 320, height: 104 });
    expect(fitted({ width: 52, height: 104 }, FRAME)).toEqual({ x: 108, y: 0, width: 104, height: 208 });
  });

  it('is none where it has no size', () => {
    expect(fitted({ width: 0, height: 10 }, FRAME)).toBeNull();
  });
});
