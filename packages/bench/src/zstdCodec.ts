import { createHash } from 'node:crypto';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { SealCodec } from '@weft/history/sealing';

/** As the server seals. */
export const zstdCodec: SealCodec = {
  compress: (bytes) => zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 12 } }),
  decompress: (bytes, length) => zstdDecompressSync(bytes, { maxOutputLength: length }),
  sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
};
