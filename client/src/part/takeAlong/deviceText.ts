import type { DrawnText } from './PdfFaces.ts';
import { bytesOf, drawPng } from './rasterise.ts';

/** Pixels for each point: sharp in print. */
const RATIO = 4;
/** Room under and over the line, as parts of the size: no script goes further. */
const BELOW = 0.4;
const ABOVE = 1.2;
const FONT = '"Noto Sans", "Segoe UI", sans-serif';

/** Text in whatever fonts this device has. */
export function deviceText(): DrawnText {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) throw new Error('This browser gave no canvas to measure on.');
  const measure = (text: string, size: number): number => {
    context.font = `${size}px ${FONT}`;
    return context.measureText(text).width;
  };
  return {
    measure,
    draw: async (text, size, { red, green, blue }) => {
      const height = size * (ABOVE + BELOW);
      const png = await drawPng(measure(text, size) * RATIO, height * RATIO, (drawing) => {
        drawing.font = `${size * RATIO}px ${FONT}`;
        drawing.fillStyle = `rgb(${red * 255} ${green * 255} ${blue * 255})`;
        drawing.fillText(text, 0, size * ABOVE * RATIO);
      });
      return { png: await bytesOf(png), height, below: size * BELOW };
    },
  };
}
