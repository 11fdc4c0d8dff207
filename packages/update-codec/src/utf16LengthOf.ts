/**
 * How long a UTF-8 string is in UTF-16 code units, found without making the string.
 *
 * Accepts exactly what lib0's decoder (a fatal `TextDecoder`) accepts, for whatever it refuses would make every client
 * throw: no overlong forms, no surrogates, nothing above U+10FFFF, no cut sequences.
 *
 * @returns -1 when the bytes from `start` to `end` are not UTF-8
 */
export function utf16LengthOf(bytes: Uint8Array, start: number, end: number): number {
  let units = 0;
  let at = start;
  while (at < end) {
    const lead = bytes[at] as number;
    if (lead < 0x80) {
      at += 1;
      units += 1;
      continue;
    }
    const size = sequenceSize(lead);
    if (size === 0 || at + size > end || !isSecondByte(lead, bytes[at + 1] as number)) return -1;
    for (let next = at + 2; next < at + size; next += 1) {
      if (((bytes[next] as number) & 0xc0) !== 0x80) return -1;
    }
    at += size;
    units += size === 4 ? 2 : 1;
  }
  return units;
}

/** @returns how many bytes a sequence with this first byte takes, or 0 where none begins so. */
function sequenceSize(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 0;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

/** The second byte is where overlong forms (E0, F0), surrogates (ED) and too large code points (F4) show. */
function isSecondByte(lead: number, second: number): boolean {
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  return second >= lowest && second <= highest;
}
