/** The words in a file, whichever way a program on somebody's machine wrote them down. */

const UTF16_MARKS: readonly [first: number, second: number, encoding: string][] = [
  [0xff, 0xfe, 'utf-16le'],
  [0xfe, 0xff, 'utf-16be'],
];

/** Bytes that are no UTF-8 are read as Windows-1252, in which spreadsheets of that system save tables. */
export function textOfFile(bytes: Uint8Array): string {
  const marked = UTF16_MARKS.find(([first, second]) => bytes[0] === first && bytes[1] === second);
  if (marked !== undefined) return new TextDecoder(marked[2]).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // The one thing that a fatal decoder throws: not UTF-8.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The bytes in a data URL. @returns null for what is none. */
export function bytesOfDataUrl(url: string): Uint8Array | null {
  const comma = url.indexOf(',');
  const head = /^data:[^,]*$/i.exec(url.slice(0, Math.min(comma, 1_000)));
  if (comma < 0 || head === null) return null;
  const body = url.slice(comma + 1);
  if (/;base64$/i.test(head[0])) return Buffer.from(body, 'base64');
  try {
    return Buffer.from(decodeURIComponent(body), 'utf8');
  } catch {
    // A stray percent sign: not a data URL that anything would show.
    return null;
  }
}
