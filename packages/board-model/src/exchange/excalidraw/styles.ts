import { namedTones } from '../../thumbnail/palette.ts';
import { TEXT_SIZES } from '../../thumbnail/itemShape.ts';
import { numberIn, textIn, type Element } from './element.ts';

/** Excalidraw's styles in tldraw's words. What has no counterpart gets the nearest. */

type Rgb = readonly [red: number, green: number, blue: number];

/** Pale fills are nearer to the tint of a note than to the full colour. */
const TONES = namedTones().flatMap(([name, { solid, note, semi }]) =>
  [solid, note, semi].map((hex) => ({ name, rgb: rgbOf(hex) })),
);

function rgbOf(hex: string): Rgb | null {
  const short = /^#([\da-f])([\da-f])([\da-f])[\da-f]?$/i
    .exec(hex)
    ?.slice(1)
    .map((digit) => digit + digit);
  const long = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})(?:[\da-f]{2})?$/i.exec(hex)?.slice(1);
  const [red, green, blue] = (short ?? long ?? []).map((pair) => Number.parseInt(pair, 16));
  return red === undefined || green === undefined || blue === undefined ? null : [red, green, blue];
}

/** The tldraw colour that looks most like it; black for what is no hexadecimal colour. */
export function colorOf(hex: string): string {
  const wanted = rgbOf(hex);
  if (wanted === null) return 'black';
  let nearest = { name: 'black', distance: Infinity };
  for (const { name, rgb } of TONES) {
    const distance = rgb === null ? Infinity : distanceBetween(wanted, rgb);
    if (distance < nearest.distance) nearest = { name, distance };
  }
  return nearest.name;
}

const distanceBetween = (a: Rgb, b: Rgb): number => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;

const isTransparent = (color: string): boolean => color === 'transparent' || color === '';

/** tldraw has one colour for outline and fill; where there is a fill, it is what people see. */
export function boxColorOf(element: Element): string {
  const fill = textIn(element, 'backgroundColor');
  return colorOf(isTransparent(fill) ? textIn(element, 'strokeColor') : fill);
}

export function fillOf(element: Element): string {
  if (isTransparent(textIn(element, 'backgroundColor'))) return 'none';
  return textIn(element, 'fillStyle') === 'solid' ? 'solid' : 'pattern';
}

export function dashOf(element: Element): string {
  const style = textIn(element, 'strokeStyle');
  if (style === 'dashed' || style === 'dotted') return style;
  return numberIn(element, 'roughness', 1) === 0 ? 'solid' : 'draw';
}

export function strokeSizeOf(element: Element): string {
  const width = numberIn(element, 'strokeWidth', 2);
  return width <= 1 ? 's' : width <= 2 ? 'm' : width <= 4 ? 'l' : 'xl';
}

/** Excalidraw numbers its fonts: Virgil, Helvetica, Cascadia; later Excalifont, Nunito, Lilita One, Comic Shanns … */
export function fontOf(element: Element): string {
  const family = numberIn(element, 'fontFamily', 1);
  if (family === 3 || family === 8) return 'mono';
  return family === 1 || family === 5 ? 'draw' : 'sans';
}

/** The tldraw size just below, scaled up to the very size of the letters. */
export function textSizeOf(element: Element): { readonly size: string; readonly scale: number } {
  const wanted = Math.min(2_000, Math.max(1, numberIn(element, 'fontSize', 20)));
  const sizes = Object.entries(TEXT_SIZES);
  const [size, pixels] = sizes.findLast(([, value]) => value <= wanted) ?? ['s', TEXT_SIZES['s'] ?? 18];
  return { size, scale: wanted / pixels };
}

/** A label's size has no scale of its own: the nearest. */
export function labelSizeOf(element: Element): string {
  const wanted = numberIn(element, 'fontSize', 20);
  return wanted < 20 ? 's' : wanted < 28 ? 'm' : wanted < 36 ? 'l' : 'xl';
}

export function alignOf(element: Element): 'start' | 'middle' | 'end' {
  const align = textIn(element, 'textAlign');
  return align === 'center' ? 'middle' : align === 'right' ? 'end' : 'start';
}

export function verticalAlignOf(element: Element): 'start' | 'middle' | 'end' {
  const align = textIn(element, 'verticalAlign');
  return align === 'top' ? 'start' : align === 'bottom' ? 'end' : 'middle';
}

export function opacityOf(element: Element): number {
  return Math.min(1, Math.max(0, numberIn(element, 'opacity', 100) / 100));
}

const HEADS: Readonly<Record<string, string>> = {
  arrow: 'arrow',
  bar: 'bar',
  dot: 'dot',
  circle: 'dot',
  circle_outline: 'dot',
  triangle: 'triangle',
  triangle_outline: 'triangle',
  diamond: 'diamond',
  diamond_outline: 'diamond',
};

/** An arrowhead; ends of a kind that tldraw does not have (crow's feet) are arrows. */
export function arrowheadOf(element: Element, field: 'startArrowhead' | 'endArrowhead'): string {
  const head = textIn(element, field);
  return head === '' ? 'none' : Object.hasOwn(HEADS, head) ? (HEADS[head] ?? 'arrow') : 'arrow';
}

/** A link to the web; links to elements of the drawing lead nowhere here. */
export function linkOf(element: Element): string {
  const link = textIn(element, 'link');
  return /^https?:\/\/[\w.-]+(?::\d{1,5})?(?:[/?#][^\s]*)?$/i.test(link) ? link.slice(0, 2_000) : '';
}
