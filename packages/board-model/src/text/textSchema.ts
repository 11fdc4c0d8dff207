import { isObject } from '../layout/json.ts';

/**
 * The nodes and marks of tldraw 5.4's text editor (`tipTapDefaultExtensions`), with their attributes in the editor's
 * order and the values that they have unless said otherwise. The canvas is started with the same extensions; a test
 * in the client compares the two.
 */
type AttributeRule = { readonly fallback: unknown; readonly allows: (value: unknown) => boolean };
export type AttributeRules = Readonly<Record<string, AttributeRule>>;

const direction: AttributeRule = {
  fallback: 'auto',
  allows: (value) => value === 'auto' || value === 'ltr' || value === 'rtl',
};
const optionalText = (fallback: string | null): AttributeRule => ({
  fallback,
  allows: (value) => value === null || typeof value === 'string',
});
const wholeNumber = (least: number, most: number): AttributeRule => ({
  fallback: 1,
  allows: (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
});

/** Every node but `text`, with its attributes. */
export const NODE_ATTRIBUTES: ReadonlyMap<string, AttributeRules> = new Map<string, AttributeRules>([
  ['doc', { dir: direction }],
  ['paragraph', { dir: direction }],
  ['heading', { dir: direction, level: wholeNumber(1, 6) }],
  ['bulletList', { dir: direction }],
  ['orderedList', { dir: direction, start: wholeNumber(-1e6, 1e6), type: optionalText(null) }],
  ['listItem', { dir: direction }],
  ['hardBreak', { dir: direction }],
]);

/** Every mark, in the order in which ProseMirror sorts them on a piece of text. */
export const MARK_ATTRIBUTES: ReadonlyMap<string, AttributeRules> = new Map<string, AttributeRules>([
  ['highlight', {}],
  [
    'link',
    {
      href: optionalText(null),
      target: optionalText('_blank'),
      rel: optionalText('noopener noreferrer nofollow'),
      class: optionalText(null),
      title: optionalText(null),
    },
  ],
  ['bold', {}],
  ['code', {}],
  ['italic', {}],
  ['strike', {}],
  ['underline', {}],
]);

/** The attributes as the editor would have them: what is missing or no value of the right kind gets the fallback. */
export function attributesFor(rules: AttributeRules, given: unknown): Record<string, unknown> {
  const values = isObject(given) ? given : {};
  const attributes: Record<string, unknown> = {};
  for (const [name, rule] of Object.entries(rules)) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    attributes[name] = value !== undefined && rule.allows(value) ? value : rule.fallback;
  }
  return attributes;
}

/**
 * y-prosemirror stores a mark that may overlap itself as `name--hash`, eight characters of base64; none of tldraw's
 * marks may, but another client's editor could write them so.
 */
const HASHED_MARK = /^(.*)--[\w+/=]{8}$/s;

/** The mark's name without the hash that tells overlapping marks apart. */
export function markName(storedName: string): string {
  return HASHED_MARK.exec(storedName)?.[1] ?? storedName;
}
