/** The files of Weft's fonts that a PDF can hold: of one weight each, by letters. Served by Weft like all others. */
import plainLatin from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-400-normal.woff?url';
import strongLatin from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-700-normal.woff?url';
import plainMore from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-400-normal.woff?url';
import strongMore from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-700-normal.woff?url';
import wordsLatin from '@fontsource/fraunces/files/fraunces-latin-400-normal.woff?url';
import titleLatin from '@fontsource/fraunces/files/fraunces-latin-600-normal.woff?url';
import wordsMore from '@fontsource/fraunces/files/fraunces-latin-ext-400-normal.woff?url';
import titleMore from '@fontsource/fraunces/files/fraunces-latin-ext-600-normal.woff?url';
import type { FontFiles } from './PdfFaces.ts';

async function read(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`A font could not be read: HTTP ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

export const fontFiles: FontFiles = {
  title: [() => read(titleLatin), () => read(titleMore)],
  words: [() => read(wordsLatin), () => read(wordsMore)],
  plain: [() => read(plainLatin), () => read(plainMore)],
  strong: [() => read(strongLatin), () => read(strongMore)],
};
