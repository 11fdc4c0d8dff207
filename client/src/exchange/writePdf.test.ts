import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, it } from 'vitest';
import { writePdf } from './writePdf.ts';

/** The head of a JPEG: all that is looked at before it is put into the file as it is. */
const JPEG = Uint8Array.from([
  0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0, 100, 0, 200, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xff, 0xd9,
]);

it('a PDF has a page for each page, of its size, and none longer than readers show', async () => {
  const jpeg = new Blob([JPEG]);
  const pages = [
    { width: 800, height: 400, jpeg },
    { width: 40_000, height: 100, jpeg },
  ];
  const pdf = await PDFDocument.load(await (await writePdf(pages, 'Our bench')).arrayBuffer());
  expect(pdf.getTitle()).toBe('Our bench');
  expect(pdf.getPages().map((page) => page.getSize())).toEqual([
    { width: 600, height: 300 },
    { width: 14_400, height: 36 },
  ]);
});
