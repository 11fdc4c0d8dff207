import { readBytes, type ReadBytes } from '@weft/board-model';

/** What a file holds, as far as a board can. Never throws, whatever the bytes. */
export function readFileBytes(bytes: Uint8Array, name: string): ReadBytes {
  return readBytes(bytes, name, (some, encoding, fatal) => new TextDecoder(encoding, { fatal }).decode(some));
}
