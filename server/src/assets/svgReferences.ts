/** Pictures inside a picture may be pixels only: an SVG inside could bring everything in again. */
const EMBEDDED = /^data:image\/(?:png|jpe?g|gif|webp|avif);base64,[a-z0-9+/=\s]*$/i;

/** True for a reference that stays within the image: an element of it, or pixels written out. */
export const isLocalReference = (reference: string): boolean =>
  /^\s*#/.test(reference) || EMBEDDED.test(reference.trim());

const URL_FUNCTION = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')]*))\s*\)/gi;
/** Every other way of CSS to name something elsewhere, and the escapes with which names can be hidden. */
const REACHES_OUT = /url\s*\(|\\|@import|@namespace|image-set\s*\(|\bimage\s*\(|\bsrc\s*\(|expression\s*\(|\/\//i;

/** True for CSS (a style sheet, a style, or a presentation attribute) that names nothing outside of the image. */
export function isLocalCss(css: string): boolean {
  const withoutLocal = css.replace(URL_FUNCTION, (whole, double?: string, single?: string, bare?: string) =>
    isLocalReference(double ?? single ?? bare ?? '') ? '' : whole,
  );
  return !REACHES_OUT.test(withoutLocal);
}

/** True when a value could name something by CSS at all; path data and text cannot. */
export const mayBeCssReference = (value: string): boolean => /url\s*\(|\\|image-set|src\s*\(/i.test(value);
