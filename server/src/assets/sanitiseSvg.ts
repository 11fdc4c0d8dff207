import { WeftError } from '@weft/protocol';
import createPurifier from 'dompurify';
import { JSDOM } from 'jsdom';
import { isLocalCss, isLocalReference, mayBeCssReference } from './svgReferences.ts';

/**
 * An SVG without anything that runs, reaches out or brings in other languages. It is shown as a picture, where browsers
 * run no scripts, and served under a sandbox; this is the wall behind those two, for whoever downloads and opens it.
 */
const SVG = 'http://www.w3.org/2000/svg';
/** Copies of copies of copies: a small file that draws a billion shapes. */
const MAX_COPIES = 500;

const { window } = new JSDOM('');
const purifier = createPurifier(window);

purifier.addHook('uponSanitizeElement', (node, { tagName }) => {
  if (tagName === 'style' && !isLocalCss(node.textContent ?? '')) node.parentNode?.removeChild(node);
});
purifier.addHook('uponSanitizeAttribute', (_element, attribute) => {
  const { attrName, attrValue } = attribute;
  const isReference = /(?:^|:)(?:href|src)$/i.test(attrName);
  const isCss = attrName === 'style' || mayBeCssReference(attrValue);
  if ((isReference && !isLocalReference(attrValue)) || (isCss && !isLocalCss(attrValue))) attribute.keepAttr = false;
});

/** @throws WeftError `asset_unsafe` for what is no well-formed SVG. */
export function sanitiseSvg(text: string): string {
  const document = new window.DOMParser().parseFromString(text, 'image/svg+xml');
  const root = document.documentElement;
  if (root.namespaceURI !== SVG || root.localName !== 'svg' || document.querySelector('parsererror') !== null) {
    throw new WeftError('asset_unsafe', 'not a well-formed SVG');
  }
  readCdataAsText(document, root);
  purifier.sanitize(root, {
    IN_PLACE: true,
    USE_PROFILES: { svg: true, svgFilters: true },
    // Copies by <use> are how drawing programs write symbols and patterns; the hook keeps them within the image.
    ADD_TAGS: ['use'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  });
  removeNestedCopies(root);
  return new window.XMLSerializer().serializeToString(root);
}

/** The purifier drops CDATA sections; drawing programs put their style sheets into them. */
function readCdataAsText(document: Document, root: Element): void {
  const walker = document.createTreeWalker(root, window.NodeFilter.SHOW_CDATA_SECTION);
  const sections: Node[] = [];
  while (walker.nextNode() !== null) sections.push(walker.currentNode);
  for (const section of sections)
    section.parentNode?.replaceChild(document.createTextNode(section.nodeValue ?? ''), section);
}

/** A copy may copy shapes, not other copies: so a file draws no more than its copies times its shapes. */
function removeNestedCopies(root: Element): void {
  const copies = [...root.querySelectorAll('use')];
  const byId = new Map([...root.querySelectorAll('[id]')].map((element) => [element.id, element]));
  copies.forEach((copy, index) => {
    const target = byId.get((copy.getAttribute('href') ?? copy.getAttribute('xlink:href') ?? '').trim().slice(1));
    const nested = target === undefined || target.localName === 'use' || target.querySelector('use') !== null;
    if (index >= MAX_COPIES || nested || target.contains(copy)) copy.remove();
  });
}
