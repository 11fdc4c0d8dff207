/**
 * An SVG without anything that runs, reaches out or brings in other languages. It is shown as a picture, where browsers
 * run no scripts, and served under a sandbox; this is the wall behind those two, for whoever downloads and opens it.
 */
import { WeftError } from '@weft/protocol';
import createPurifier from 'dompurify';
import { JSDOM } from 'jsdom';
import { depthOfXml } from './depthOfXml.ts';
import { isLocalCss, isLocalReference, mayBeCssReference } from './svgReferences.ts';

const SVG = 'http://www.w3.org/2000/svg';
const MAX_COPIED_SHAPES = 20_000;
/** Far deeper than anybody draws. Parsing takes time with the square of the depth. */
const MAX_DEPTH = 500;

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
  // A short name for a long text, said a million times, fills any memory before there is anything to look at.
  if (/<!ENTITY/i.test(text)) throw new WeftError('asset_unsafe', 'entities are not read');
  if (depthOfXml(text) > MAX_DEPTH) throw new WeftError('asset_unsafe', 'nested too deeply');
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
  removeExcessiveCopies(root);
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

/**
 * A copy may copy shapes, not other copies, and all copies together a bounded number of shapes: else a few lines draw a
 * billion.
 */
function removeExcessiveCopies(root: Element): void {
  const byId = new Map([...root.querySelectorAll('[id]')].map((element) => [element.id, element]));
  const sizes = new Map<Element, number>();
  const sizeOf = (element: Element): number => {
    const size = sizes.get(element) ?? (holdsCopies(element) ? Infinity : 1 + element.querySelectorAll('*').length);
    sizes.set(element, size);
    return size;
  };
  let shapes = 0;
  const excessive = [...root.querySelectorAll('use')].filter((copy) => {
    const target = byId.get((copy.getAttribute('href') ?? copy.getAttribute('xlink:href') ?? '').trim().slice(1));
    if (target === undefined || shapes + sizeOf(target) > MAX_COPIED_SHAPES) return true;
    shapes += sizeOf(target);
    return false;
  });
  for (const copy of excessive) copy.remove();
}

const holdsCopies = (element: Element): boolean => element.localName === 'use' || element.querySelector('use') !== null;
