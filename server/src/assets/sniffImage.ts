import { fileTypeFromBuffer } from 'file-type';

export type ImageMime = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/avif' | 'image/svg+xml';

const PIXELS: Readonly<Record<string, ImageMime>> = {
  'image/png': 'image/png',
  'image/apng': 'image/png',
  'image/jpeg': 'image/jpeg',
  'image/gif': 'image/gif',
  'image/webp': 'image/webp',
  'image/avif': 'image/avif',
};

/** Prolog, comments and doctype may come before the root element. */
const SVG_START =
  /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*|<!DOCTYPE\s+svg[^>[]*(?:\[[^\]]*\])?\s*>\s*)*<(?:\w+:)?svg[\s>/]/i;
const SVG_PROLOG_BYTES = 64 * 1024;

/** What the bytes are, whatever they were called. @returns null for what Weft does not keep. */
export async function sniffImage(bytes: Uint8Array): Promise<ImageMime | null> {
  const sniffed = await fileTypeFromBuffer(bytes);
  if (sniffed !== undefined && sniffed.mime !== 'application/xml') return PIXELS[sniffed.mime] ?? null;
  const start = new TextDecoder().decode(bytes.subarray(0, SVG_PROLOG_BYTES));
  return SVG_START.test(start) ? 'image/svg+xml' : null;
}
