import { describe, expect, test } from 'vitest';
import { IMAGES, SVG } from './imageBytes.testkit.ts';
import { sniffImage } from './sniffImage.ts';

const text = (value: string): Buffer => Buffer.from(value);

describe('telling what an image is by its bytes', () => {
  test.each(Object.entries(IMAGES))('%s', async (mime, bytes) => {
    expect(await sniffImage(bytes)).toBe(mime);
  });

  test.each([
    SVG.toString(),
    `\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">\n${SVG.toString()}`,
    '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>',
    '<svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>',
  ])('an SVG with what may stand before it: %j', async (svg) => {
    expect(await sniffImage(text(svg))).toBe('image/svg+xml');
  });

  test.each(['', 'hello', '<html><svg/></html>', '%PDF-1.7', '<svgs>', '{"type":"image/png"}'])(
    '%j is no image',
    async (other) => {
      expect(await sniffImage(text(other))).toBeNull();
    },
  );

  test('other kinds of image are not kept', async () => {
    expect(await sniffImage(Buffer.concat([text('BM'), Buffer.alloc(60)]))).toBeNull();
    expect(await sniffImage(Buffer.from('II*\0'))).toBeNull();
  });
});
