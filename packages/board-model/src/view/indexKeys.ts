/**
 * Order among siblings is a fractional index: a string whose first character says how long its integer part is, any
 * fraction after it, base 62, no zero at the end of the fraction. tldraw's own validator looks at less than that,
 * and its key generation throws on the rest.
 */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const MIDDLE_DIGIT = 'V';
const LONGEST_INDEX = 256;
const NO_KEY_BELOW = 'A' + '0'.repeat(26);

/** Whether tldraw can work with this index, and make new ones beside it. */
export function isIndexKey(index: string): boolean {
  if (index.length > LONGEST_INDEX || !/^[A-Za-z][0-9A-Za-z]*$/.test(index) || index === NO_KEY_BELOW) return false;
  const integerLength = integerLengthOf(index.charCodeAt(0));
  if (index.length < integerLength) return false;
  return index.length === integerLength || !index.endsWith('0');
}

function integerLengthOf(head: number): number {
  const a = 97;
  const Z = 90;
  return head >= a ? head - a + 2 : Z - head + 2;
}

/**
 * `count` indices in order, all above `index` and below `next`, the nearest index that is above it. Unlike tldraw's
 * own they are the same on every machine, since every peer computes the same view.
 */
export function indicesAfter(index: string, next: string | null, count: number): string[] {
  const prefix = index + zerosBelow(index, next);
  const width = digitsFor(count);
  return Array.from({ length: count }, (_, i) => prefix + fixedWidth(i, width) + MIDDLE_DIGIT);
}

/** Where `next` is `index` with more digits, one more zero than those begin with is below every such digit. */
function zerosBelow(index: string, next: string | null): string {
  if (next === null || !next.startsWith(index)) return '';
  const rest = next.slice(index.length);
  return '0'.repeat(rest.length - rest.replace(/^0+/, '').length + 1);
}

function digitsFor(count: number): number {
  let width = 1;
  while (DIGITS.length ** width < count) width++;
  return width;
}

function fixedWidth(value: number, width: number): string {
  let digits = '';
  for (let rest = value, i = 0; i < width; i++, rest = Math.floor(rest / DIGITS.length)) {
    digits = DIGITS.charAt(rest % DIGITS.length) + digits;
  }
  return digits;
}
