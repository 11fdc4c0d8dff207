/** The words and the pictures in a file, whichever way a program on somebody's machine wrote them down. */
import { decodeBase64 } from '../layout/base64.ts';

const UTF16_MARKS: readonly [first: number, second: number, encoding: string][] = [
  [0xff, 0xfe, 'utf-16le'],
  [0xfe, 0xff, 'utf-16be'],
];

/** What decodes on this machine; it throws when `fatal` is asked for and the bytes are not of that encoding. */
export type Decode = (bytes: Uint8Array, encoding: string, fatal: boolean) => string;

/** Bytes that are no UTF-8 are read as Windows-1252, in which spreadsheets of that system save tables. */
export function textOfFile(bytes: Uint8Array, decode: Decode): string {
  const marked = UTF16_MARKS.find(([first, second]) => bytes[0] === first && bytes[1] === second);
  if (marked !== undefined) return decode(bytes, marked[2], false);
  try {
    return decode(bytes, 'utf-8', true);
  } catch {
    // The one thing that a fatal decoder throws: not UTF-8.
    return decode(bytes, 'windows-1252', false);
  }
}

/** The bytes in a data URL. @returns null for what is none. */
export function bytesOfDataUrl(url: string): Uint8Array | null {
  const comma = url.indexOf(',');
  const head = /^data:[^,]*$/i.exec(url.slice(0, Math.min(comma, 1_000)));
  if (comma < 0 || head === null) return null;
  const body = url.slice(comma + 1);
  return /;base64$/i.test(head[0]) ? decodeBase64(padded(body)) : bytesOfPercents(body);
}

/** Some programs leave out the padding, and some break lines. */
function padded(base64: string): string {
  const text = /\s/.test(base64) ? base64.replace(/\s+/g, '') : base64;
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

function bytesOfPercents(body: string): Uint8Array | null {
  try {
    // Decoded and encoded again: then nothing beyond ASCII stands outside of an escape.
    const escaped = encodeURIComponent(decodeURIComponent(body));
    const bytes = escaped.match(/%[\dA-F]{2}|[^%]/g) ?? [];
    return Uint8Array.from(bytes, (one) => (one.length === 3 ? parseInt(one.slice(1), 16) : one.charCodeAt(0)));
  } catch {
    // A stray percent sign: not a data URL that anything would show.
    return null;
  }
}
