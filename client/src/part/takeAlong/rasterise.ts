import { PICTURE } from '../pictures/BoardPictures.ts';
import { fontFiles } from './fontFiles.ts';

/** Pixels of a picture for each pixel of the page: sharp in print at the width of a column. */
const RATIO = 3;
export const RASTER = { width: PICTURE.width * RATIO, height: PICTURE.height * RATIO } as const;

/** Makes images of items' SVG documents, in Weft's own font: an image cannot use the page's, so it carries it inside. */
export async function itemImages(): Promise<(svg: string) => Promise<HTMLImageElement>> {
  const files = await Promise.all(fontFiles.words.map((read) => read()));
  // Of two faces of one name the later is asked first.
  const faces = files.toReversed().map((bytes) => `@font-face{font-family:Fraunces;src:url(${dataUrl(bytes)})}`);
  return async (svg) => {
    const document = svg.replace(/^<svg[^>]*>/, (start) => enlarged(start) + `<style>${faces.join('')}</style>`);
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(document)}`;
    await image.decode();
    return image;
  };
}

/** Drawn at the size it will have: a picture that is enlarged afterwards is blurred. */
const enlarged = (start: string): string =>
  start.replace(/ width="\d+" height="\d+"/, ` width="${RASTER.width}" height="${RASTER.height}"`);

function dataUrl(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `data:font/woff;base64,${btoa(binary)}`;
}

/** A canvas of a size, with what is drawn on it. */
export function drawn(
  width: number,
  height: number,
  draw: (context: CanvasRenderingContext2D) => void,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.ceil(width));
  canvas.height = Math.max(1, Math.ceil(height));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser gave no canvas to draw on.');
  draw(context);
  return canvas;
}

/** The same as PNG. */
export async function drawPng(...how: Parameters<typeof drawn>): Promise<Blob> {
  const canvas = drawn(...how);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  if (blob === null) throw new Error('The picture is larger than this browser can make.');
  return blob;
}

export const bytesOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());
