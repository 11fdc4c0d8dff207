import { randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U; whoever types one of the first three means 1 or 0. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;
const SHORT_CODE = /^[0-9A-HJKMNP-TV-Z]{8}$/;

/** 40 random bits that can be typed from a wall. Short-lived, and wrong ones are counted. */
export const randomShortCode = (): string =>
  Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** `K7M4PX2R` as it is shown: `K7M4-PX2R`. */
export const showShortCode = (code: string): string => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;

/** What somebody typed, as it is stored: lower case, dashes and spaces are forgiven. @returns null if it is no short code. */
export function readShortCode(typed: string): string | null {
  const code = typed.replace(/[\s-]/gu, '').toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return SHORT_CODE.test(code) ? code : null;
}

/** People paste a whole link where a code is asked for. */
export const codeOf = (typed: string): string => /\/join\/([^/?#\s]+)/.exec(typed)?.[1] ?? typed.trim();
