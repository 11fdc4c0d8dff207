// oxlint-disable-next-line import/default -- Vite gives the address of the file
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist';
import { pictureRow, type RowPicture } from '@weft/board-model';
import { t } from '../messages/t.ts';
import type { FileContent } from './FileContent.ts';

/** More pages than these are a book, and nobody works on one on a board. */
const MAX_PAGES = 50;
/** The longer side of a page's picture, in its own pixels, and on the board. */
const LONGEST_SIDE = 2_000;
const LONGEST_SHOWN = 800;
const JPEG_QUALITY = 0.9;

GlobalWorkerOptions.workerSrc = workerUrl;

/** Each page of a PDF as a picture, in a row. @returns null when it was given up */
export async function readPdf(
  bytes: ArrayBuffer,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<FileContent | null> {
  // Without code made from text, WebAssembly or anything that would have to be fetched beside.
  const task = getDocument({
    data: new Uint8Array(bytes),
    useWasm: false,
    useSystemFonts: true,
    useWorkerFetch: false,
  });
  const stop = () => void task.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await drawn(await task.promise, signal, onProgress);
  } catch (error) {
    if (signal.aborted) return null;
    // Damaged, or locked with a password.
    return { ok: false, code: 'broken', detail: String(error) };
  } finally {
    signal.removeEventListener('abort', stop);
    await task.destroy();
  }
}

async function drawn(
  pdf: PDFDocumentProxy,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<FileContent | null> {
  const count = Math.min(pdf.numPages, MAX_PAGES);
  const pages: { picture: RowPicture; bytes: Uint8Array<ArrayBuffer> }[] = [];
  for (let number = 1; number <= count; number += 1) {
    if (signal.aborted) return null;
    onProgress(number - 1, count);
    pages.push(await drawPage(pdf, number));
  }
  const extra = pdf.numPages - count;
  return {
    ok: true,
    content: pictureRow(pages.map(({ picture }) => picture)),
    images: pages.map(({ bytes }, i) => [`asset:picture${i}`, bytes]),
    leftOut: extra > 0 ? [{ what: 'page', count: extra, reason: 'too_many' }] : [],
  };
}

async function drawPage(pdf: PDFDocumentProxy, number: number) {
  const page = await pdf.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  const longest = Math.max(width, height);
  const viewport = page.getViewport({ scale: LONGEST_SIDE / longest });
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(viewport.width));
  canvas.height = Math.max(1, Math.round(viewport.height));
  await page.render({ canvas, viewport }).promise;
  page.cleanup();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY));
  if (blob === null) throw new Error(`page ${number} could not be drawn`);
  const shown = LONGEST_SHOWN / longest;
  const picture: RowPicture = {
    name: t('exchange.pdfPage', { number }),
    mime: 'image/jpeg',
    w: width * shown,
    h: height * shown,
  };
  return { picture, bytes: new Uint8Array(await blob.arrayBuffer()) };
}
