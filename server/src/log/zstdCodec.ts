import { createHash } from 'node:crypto';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { SealCodec } from '@weft/history/sealing';

/** Level 19 saves another twentieth and takes three times as long. */
const LEVEL = 12;

/** For what is sent once and never kept. */
const FAST_LEVEL = 3;

const compressAt =
  (level: number): SealCodec['compress'] =>
  (bytes) =>
    zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: level } });

/** What sealing needs of the machine, from Node itself. */
export const zstdCodec: SealCodec = {
  compress: compressAt(LEVEL),
  decompress: (bytes, length) => {
    // The limit is exclusive of what would be one byte too many; zero is not allowed.
    const content = zstdDecompressSync(bytes, { maxOutputLength: Math.max(1, length) });
    if (content.byteLength !== length) throw new RangeError(`it unpacks to ${content.byteLength} bytes, not ${length}`);
    return content;
  },
  sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
};

export const fastZstdCodec: SealCodec = { ...zstdCodec, compress: compressAt(FAST_LEVEL) };
