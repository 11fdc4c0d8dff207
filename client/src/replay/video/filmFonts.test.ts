import { renderThumbnail } from '@weft/board-model';
import { expect, it } from 'vitest';
import { withFonts } from './filmFonts.ts';

it('puts the fonts into a picture of the board, in front of what is drawn, once', () => {
  const svg = renderThumbnail(new Map(), { width: 10, height: 10 });
  const drawn = withFonts(svg, '@font-face{font-family:Fraunces}');
  expect(drawn).toMatch(/^<svg [^>]*><style>@font-face\{font-family:Fraunces\}<\/style><rect /);
  expect(drawn.replace('<style>@font-face{font-family:Fraunces}</style>', '')).toBe(svg);
});
