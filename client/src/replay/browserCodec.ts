import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { decompress } from 'fzstd';
import type { OpenCodec } from '@weft/history';

/** What opening sealed history needs, in plain JavaScript: over plain http a browser has neither zstd nor SHA-256 of its own. */
export const browserCodec: OpenCodec = {
  decompress: (bytes, length) => {
    const content = decompress(bytes);
    if (content.byteLength !== length) throw new RangeError(`it unpacks to ${content.byteLength} bytes, not ${length}`);
    return content;
  },
  sha256: (bytes) => bytesToHex(sha256(bytes)),
};
