import { PAPER } from '../pictures/BoardPictures.ts';
import { drawn, RASTER } from './rasterise.ts';

/**
 * An image that lies on this server, whole and in its own form, on the paper that items' pictures have.
 * @returns null where this browser cannot show it: it is drawn as other items are then
 */
export async function fittedImage(src: string): Promise<HTMLCanvasElement | null> {
  const image = new Image();
  image.src = src;
  try {
    await image.decode();
  } catch {
    return null;
  }
  const box = fitted({ width: image.naturalWidth, height: image.naturalHeight }, RASTER);
  if (box === null) return null;
  return drawn(RASTER.width, RASTER.height, (context) => {
    context.fillStyle = PAPER;
    context.fillRect(0, 0, RASTER.width, RASTER.height);
    context.drawImage(image, box.x, box.y, box.width, box.height);
  });
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** @returns where something lies that fills a frame without being cut, in its middle; null for what has no size */
export function fitted(
  { width, height }: Size,
  frame: Size,
): (Size & { readonly x: number; readonly y: number }) | null {
  if (!(width > 0 && height > 0)) return null;
  const scale = Math.min(frame.width / width, frame.height / height);
  const size = { width: width * scale, height: height * scale };
  return { ...size, x: (frame.width - size.width) / 2, y: (frame.height - size.height) / 2 };
}
