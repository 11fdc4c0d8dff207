import latinUrl from '@fontsource-variable/fraunces/files/fraunces-latin-wght-normal.woff2?url';
import latinMoreUrl from '@fontsource-variable/fraunces/files/fraunces-latin-ext-wght-normal.woff2?url';
import { asDataUrl } from '../asDataUrl.ts';

/** Letters beyond those of western Europe. */
const MORE = 'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB';

/**
 * The board's own letters as CSS that can stand inside a picture: each frame is drawn apart from the page, and has none of
 * its fonts. Weft's painter calls the face by its plain name.
 */
export async function filmFonts(): Promise<string> {
  const [latin, more] = await Promise.all([fontAt(latinUrl), fontAt(latinMoreUrl)]);
  return `${face(latin)}${face(more, MORE)}`;
}

const face = (source: string, range?: string): string =>
  `@font-face{font-family:Fraunces;font-weight:100 900;src:url(${source}) format('woff2');${range === undefined ? '' : `unicode-range:${range};`}}`;

async function fontAt(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`A font could not be read: HTTP ${response.status}`);
  return await asDataUrl(new Blob([await response.arrayBuffer()], { type: 'font/woff2' }));
}

/** A picture with its fonts in it. @param svg begins with its outermost element */
export const withFonts = (svg: string, css: string): string =>
  svg.replace(/^<svg[^>]*>/, (begin) => `${begin}<style>${css}</style>`);

/** What the captions are written in, ready to be drawn with. */
export async function captionFonts(): Promise<void> {
  await Promise.all([
    document.fonts.load("600 20px 'Fraunces Variable'"),
    document.fonts.load("600 15px 'Atkinson Hyperlegible Next Variable'"),
    document.fonts.load("16px 'Atkinson Hyperlegible Next Variable'"),
  ]);
}
