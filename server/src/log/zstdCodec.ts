import { createHash } from 'node:crypto';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { SealCodec } from '@weft/history/sealing';

/** Level 19 saves another twentieth and takes three times as long. */
const LEVEL = 12;

/** What sealing needs of the machine, from Node itself. */
export const zstdCodec: SealCodec = {
  compress: (bytes) => zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: LEVEL } }),
  decompress: (bytes, length) => {
    // The limit is exclusive of what would be one byte too many; zero is not allowed.
    const content = zstdDecompressSync(bytes, { maxOutputLength: Math.max(1, length) });
    if (content.byteLength !== length) throw new RangeError(`it unpacks to ${content.byteLength} bytes, not ${length}`);
    return content;
  },
  sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
};
