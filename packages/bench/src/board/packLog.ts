import { constants, zstdCompressSync } from 'node:zlib';

/** A logged update, as far as packing is concerned. */
export interface LoggedUpdate {
  readonly at: number;
  readonly author: number;
  readonly payload: Uint8Array;
}

const ZSTD_LEVEL = 19;

/** A run of entries as one sealed piece: a column for each of times, authors, lengths and payloads, then zstd. */
export function packLog(entries: readonly LoggedUpdate[]): Uint8Array {
  const times = entries.map((entry, i) => entry.at - (entries[i - 1]?.at ?? entry.at));
  const columns = [
    varUints(times),
    varUints(entries.map((entry) => entry.author)),
    varUints(entries.map((entry) => entry.payload.length)),
    Buffer.concat(entries.map((entry) => entry.payload)),
  ];
  return zstdCompressSync(Buffer.concat(columns), {
    params: { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL },
  });
}

/** Seven bits a byte, least significant first. */
function varUints(numbers: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  for (const number of numbers) {
    let rest = number;
    for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
}
