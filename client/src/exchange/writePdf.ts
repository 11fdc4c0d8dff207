import { PDFDocument } from '@cantoo/pdf-lib';
import type { PrintPage } from '../canvas/CanvasExchange.ts';

/** PDF counts in points, 72 to the inch; the page in pixels, 96 to the inch. */
const POINTS_PER_PIXEL = 0.75;
/** No reader has to show a longer page. */
const LONGEST_SIDE = 14_400;

/** Each page as a picture on paper of its size. */
export async function writePdf(pages: readonly PrintPage[], title: string): Promise<Blob> {
  const pdf = await PDFDocument.create();
  pdf.setTitle(title);
  pdf.setCreator('Weft');
  for (const { width, height, jpeg } of pages) {
    const scale = Math.min(POINTS_PER_PIXEL, LONGEST_SIDE / Math.max(width, height));
    const size = { width: width * scale, height: height * scale };
    const picture = await pdf.embedJpg(await jpeg.arrayBuffer());
    pdf.addPage([size.width, size.height]).drawImage(picture, { x: 0, y: 0, ...size });
  }
  return new Blob([new Uint8Array(await pdf.save())], { type: 'application/pdf' });
}
