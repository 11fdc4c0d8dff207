import { describe, expect, test } from 'vitest';
import { isLocalCss, isLocalReference } from './svgReferences.ts';

describe('references of an SVG', () => {
  test.each(['#a', ' #a', 'data:image/png;base64,iVBORw0KGgo=', 'data:image/jpeg;base64,\n /9j/ '])(
    '%j stays within',
    (reference) => {
      expect(isLocalReference(reference)).toBe(true);
    },
  );

  test.each([
    '',
    'a.svg#b',
    '//host/a.png',
    'https://host/a.png',
    'javascript:alert(1)',
    'data:text/html;base64,AAAA',
    'data:image/svg+xml;base64,AAAA',
    'data:image/png,<svg>',
  ])('%j reaches out', (reference) => {
    expect(isLocalReference(reference)).toBe(false);
  });

  test.each([
    'fill: red; font: 12px/1.2 sans-serif',
    'fill:url(#grad)',
    "fill: URL( '#grad' )",
    '.a{filter:url("#f")} .b{fill:url(data:image/png;base64,AAAA)}',
  ])('the style %j stays within', (css) => {
    expect(isLocalCss(css)).toBe(true);
  });

  test.each([
    'fill:url(https://host/a#b)',
    'fill:url("//host")',
    '@import "a.css"',
    '@font-face{font-family:a;src:url(a.woff)}',
    'background:image-set("a.png" 1x)',
    'background:\\75rl(a.png)',
    'fill:url(#a',
    'fill:url(#a)url(b.png)',
  ])('the style %j reaches out', (css) => {
    expect(isLocalCss(css)).toBe(false);
  });
});
